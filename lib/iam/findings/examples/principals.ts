import type { Example } from '../example-world';
import { allow, deny, HOME, roleArn, SISTER } from '../example-world';
import {
  github,
  onBucket,
  read,
  saml,
  take,
  trusting,
  vendor,
  withToken,
} from './statements';

/** Mistakes that a document can mend. */
export const principalsMendable: Example[] = [
  ['action-principal-mismatch', 'token as AWS', trusting(take(github))],
  [
    'action-principal-mismatch',
    'beside others',
    trusting(take({ AWS: roleArn('Worker') }), withToken(saml)),
  ],
  ['trust-dangling-principal', 'alone', trusting(take({ AWS: 'AROADELETED000000001' }))],
  [
    'trust-dangling-principal',
    'beside others',
    trusting(
      take({ AWS: [roleArn('Worker'), 'AIDADELETED000000001', roleArn('Ci', SISTER)] }),
    ),
  ],
  ['trust-missing-principal', 'role', trusting(take({ AWS: roleArn('Ghost') }))],
  [
    'trust-missing-principal',
    'session of a role',
    trusting(take({ AWS: `arn:aws:sts::${HOME}:assumed-role/Ghost/x` })),
  ],
  ['trust-whole-account', 'id', trusting(take({ AWS: SISTER }))],
  ['trust-whole-account', 'root', trusting(take({ AWS: [`arn:aws:iam::${HOME}:root`] }))],
  [
    'trust-whole-account',
    'outside, beside others',
    trusting(
      take(
        { AWS: [vendor, roleArn('Worker')] },
        { StringEquals: { 'sts:ExternalId': 'x1' } },
      ),
    ),
  ],
  ['invalid-principal-wildcard', 'role/*', trusting(take({ AWS: roleArn('*') }))],
  [
    'invalid-principal-wildcard',
    'services beside others',
    trusting(
      take({ AWS: [roleArn('Worker'), roleArn('Ci-*')], Service: '*.amazonaws.com' }),
    ),
  ],
  [
    'invalid-principal-wildcard',
    'on a bucket',
    onBucket(allow({ Principal: { AWS: [roleArn('Worker'), roleArn('*')] }, ...read })),
  ],
  [
    'service-trust-no-source-guard',
    'beside a service that has no source',
    trusting(take({ Service: ['ec2.amazonaws.com', 'cloudtrail.amazonaws.com'] })),
  ],
  [
    'service-trust-no-source-guard',
    'any account in the ARN',
    trusting(
      take(
        { Service: 'logs.eu-west-1.amazonaws.com' },
        { ArnLike: { 'aws:SourceArn': 'arn:aws:logs:*:*:*' } },
      ),
    ),
  ],
];

/** What looks like a mistake and is none. */
export const principalsHarmless: Example[] = [
  [
    'trust-whole-account',
    'named by a condition',
    trusting(
      take({ AWS: SISTER }, { ArnLike: { 'aws:PrincipalArn': roleArn('Ci', SISTER) } }),
    ),
  ],
  [
    'service-trust-no-source-guard',
    'a denial of other sources',
    trusting(
      take({ Service: 'sns.amazonaws.com' }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'aws:SourceAccount': HOME } },
      }),
    ),
  ],
];
