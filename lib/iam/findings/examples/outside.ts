import type { Example } from '../example-world';
import {
  allow,
  deny,
  exampleWorld,
  OTHER_VENDOR,
  policy,
  roleArn,
  SISTER,
  VENDOR,
} from '../example-world';
import { inOrg, outsideOrg, take, trusting, vendor } from './statements';

/** Mistakes that a document can mend. */
export const outsideMendable: Example[] = [
  ['trust-public', 'everyone', trusting(take('*'))],
  ['trust-public', 'as a list', trusting(take({ AWS: ['*'] }, undefined, 'sts:Assume*'))],
  [
    'trust-public',
    'without an organization',
    exampleWorld({ hasOrg: false, trust: policy(take('*')) }),
  ],
  [
    'trust-public',
    'guarded by an external ID only',
    trusting(take('*', { StringEquals: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'trust-public',
    'guarded by a lone * only',
    trusting(take('*', { StringLike: { 'aws:PrincipalOrgID': '*' } })),
  ],
  ['trust-third-party-no-external-id', 'root', trusting(take({ AWS: vendor }))],
  ['trust-third-party-no-external-id', 'account ID', trusting(take({ AWS: [VENDOR] }))],
  [
    'trust-third-party-no-external-id',
    'beside others',
    trusting(take({ AWS: [roleArn('Worker'), vendor], Service: 'ec2.amazonaws.com' })),
  ],
  [
    'trust-third-party-no-external-id',
    'known from another role',
    exampleWorld({
      trust: policy(take({ AWS: vendor })),
      otherTrust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'c-1' } }),
      ),
    }),
  ],
  [
    'external-id-bypass',
    'IfExists',
    trusting(take({ AWS: vendor }, { StringEqualsIfExists: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'external-id-bypass',
    'any id',
    trusting(take({ AWS: vendor }, { StringLike: { 'STS:externalid': '*' } })),
  ],
  [
    'external-id-bypass',
    'all but one',
    trusting(take({ AWS: vendor }, { StringNotEquals: { 'sts:ExternalId': 'x1' } })),
  ],
  [
    'external-id-shared',
    'two vendors',
    exampleWorld({
      trust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
      otherTrust: policy(
        take({ AWS: OTHER_VENDOR }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
    }),
  ],
  [
    'admin-role-external-trust',
    'vendor',
    exampleWorld({
      trust: policy(take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'x1' } })),
      own: policy(allow({ Action: '*', Resource: '*' })),
    }),
  ],
  [
    'admin-role-external-trust',
    'everyone',
    exampleWorld({
      trust: policy(take('*')),
      own: policy(allow({ Action: ['*'], Resource: ['*'] })),
    }),
  ],
];

/** What looks like a mistake and is none. */
export const outsideHarmless: Example[] = [
  ['trust-public', 'organization only', trusting(take('*', inOrg))],
  [
    'trust-public',
    'a denial closes it',
    trusting(take('*'), deny({ Principal: '*', Action: 'sts:*', Condition: outsideOrg })),
  ],
  [
    'trust-public',
    'an operator nobody knows',
    trusting(take('*', { StringMatches: { 'aws:PrincipalOrgID': 'o-1' } })),
  ],
  [
    'trust-public',
    'addresses nobody can read',
    trusting(take('*', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } })),
  ],
  [
    'trust-public',
    'one address',
    trusting(take('*', { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } })),
  ],
  ['trust-third-party-no-external-id', 'sister account', trusting(take({ AWS: SISTER }))],
  [
    'trust-third-party-no-external-id',
    'a member that was not read',
    trusting(take({ AWS: '999988887777' }, inOrg)),
  ],
  [
    'trust-third-party-no-external-id',
    'a denial demands it',
    trusting(
      take({ AWS: vendor }),
      deny({
        Principal: '*',
        Action: 'sts:AssumeRole',
        Condition: { StringNotEquals: { 'sts:ExternalId': 'x1' } },
      }),
    ),
  ],
  [
    'external-id-bypass',
    'a pattern of one customer',
    trusting(take({ AWS: vendor }, { StringLike: { 'sts:ExternalId': 'acme-*' } })),
  ],
  [
    'external-id-shared',
    'two accounts of one vendor',
    exampleWorld({
      trust: policy(
        take(
          { AWS: [vendor, OTHER_VENDOR] },
          { StringEquals: { 'sts:ExternalId': 'same' } },
        ),
      ),
      otherTrust: policy(
        take({ AWS: vendor }, { StringEquals: { 'sts:ExternalId': 'same' } }),
      ),
    }),
  ],
];
