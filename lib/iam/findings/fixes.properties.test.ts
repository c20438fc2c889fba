import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideQuestion } from '../evaluate/decide-question';
import { collectFacts } from '../facts/world-facts';
import type { Principal } from '../question';
import { applyFix } from './apply-fix';
import {
  BUCKET,
  exampleWorld,
  HOME,
  KEY,
  policy,
  roleArn,
  SISTER,
  VENDOR,
} from './example-world';
import { lint } from './lint';

const GITHUB = 'token.actions.githubusercontent.com';
const GITHUB_ARN = `arn:aws:iam::${HOME}:oidc-provider/${GITHUB}`;
const SAML_ARN = `arn:aws:iam::${HOME}:saml-provider/Corp`;

const VALUES: Record<string, string[]> = {
  'sts:ExternalId': ['x1', 'x*', '*'],
  'aws:PrincipalOrgID': ['o-a1b2c3d4e5', 'o-*', '*'],
  'aws:PrincipalArn': [roleArn('Ci', SISTER), 'arn:aws:iam::*:role/Ci', '*'],
  'aws:MultiFactorAuthPresent': ['true', 'false'],
  'aws:SourceAccount': [HOME, '*'],
  'aws:SourceIp': ['10.0.0.0/8', '0.0.0.0/0'],
  [`${GITHUB}:sub`]: ['repo:acme/api:*', 'repo:*', '*', `\${aws:username}`],
  [`${GITHUB}:aud`]: ['sts.amazonaws.com', '*'],
};
const operators = fc.constantFrom(
  'StringEquals',
  'StringLike',
  'StringNotEquals',
  'StringEqualsIfExists',
  'stringnotlike',
  'ForAllValues:StringLike',
  'ForAnyValue:StringEquals',
  'ArnLike',
  'Bool',
  'BoolIfExists',
  'Null',
  'IpAddress',
  'NotIpAddress',
  'StringIs',
);
const test = fc
  .tuple(operators, fc.constantFrom(...Object.keys(VALUES)))
  .chain(([operator, key]) =>
    fc.subarray(VALUES[key] ?? [], { minLength: 1, maxLength: 2 }).map((values) => ({
      [operator]: { [key]: operator === 'Null' ? 'true' : values },
    })),
  );
const conditions = fc
  .array(test, { maxLength: 2 })
  .map((tests): Record<string, unknown> => Object.assign({}, ...tests));

const vendorRoot = `arn:aws:iam::${VENDOR}:root`;
const names = fc.subarray(
  [
    SISTER,
    vendorRoot,
    roleArn('Worker'),
    roleArn('Ghost'),
    roleArn('*'),
    'AROAGONE0000001',
  ],
  { minLength: 1, maxLength: 3 },
);
const principals = fc.oneof(
  fc.constant('*'),
  names.map((AWS) => ({ AWS })),
  names.map((AWS) => ({ AWS, Service: 'cloudtrail.amazonaws.com' })),
  fc.constant({ Federated: [GITHUB_ARN, SAML_ARN] }),
  fc.constant({ Federated: GITHUB_ARN }),
);
const effects = fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny');
const version = fc.constantFrom('2012-10-17', '2008-10-17');
const documentOf = (statement: fc.Arbitrary<unknown>) =>
  fc
    .tuple(version, fc.array(statement, { minLength: 1, maxLength: 3 }))
    .map(([Version, Statement]) => ({ ...policy(), Version, Statement }));

const trust = documentOf(
  fc.record({
    Effect: effects,
    Principal: principals,
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*', 'sts:AssumeRoleWithWebIdentity'),
    Condition: conditions,
  }),
);
const guarded = (key: 'Principal' | 'NotPrincipal', Action: string, Resource: string) =>
  fc.record({
    Effect: effects,
    [key]: key === 'Principal' ? principals : names.map((AWS) => ({ AWS })),
    Action: fc.constant(Action),
    Resource: fc.constant(Resource),
    Condition: conditions,
  });
const bucket = documentOf(
  fc.oneof(
    guarded('Principal', 's3:GetObject', `${BUCKET}/*`),
    guarded('NotPrincipal', 's3:*', `${BUCKET}/*`),
  ),
);
const key = documentOf(
  fc.oneof(
    guarded('Principal', 'kms:*', '*'),
    guarded('NotPrincipal', 'kms:Decrypt', '*'),
  ),
);
const alice = documentOf(
  fc.record({
    Effect: effects,
    Action: fc.constantFrom('sts:AssumeRole', 'sts:*', '*', 's3:*'),
    Resource: fc.constantFrom('*', roleArn('Target'), `${BUCKET}/\${aws:username}/*`),
    Condition: conditions,
  }),
);

const CALLERS: Principal[] = [
  '*',
  { Service: 'cloudtrail.amazonaws.com' },
  { Federated: GITHUB_ARN },
  { Federated: SAML_ARN },
  { AWS: `arn:aws:iam::${HOME}:user/alice` },
  { AWS: roleArn('Worker') },
  { AWS: roleArn('Ci', SISTER) },
  { AWS: roleArn('agent', VENDOR) },
  { AWS: roleArn('Ci', '870000000001') },
];
const DEEDS = [
  ['sts:AssumeRole', roleArn('Target')],
  ['sts:AssumeRoleWithWebIdentity', roleArn('Target')],
  ['sts:AssumeRoleWithSAML', roleArn('Target')],
  ['s3:GetObject', `${BUCKET}/alice/x`],
  ['kms:Decrypt', KEY],
  ['sts:AssumeRole', roleArn('Ci', SISTER)],
] as const;
const context = fc.dictionary(
  fc.constantFrom(...Object.keys(VALUES).filter((name) => !name.includes('Principal'))),
  fc.constantFrom(
    'x1',
    HOME,
    'true',
    'false',
    '10.1.1.1',
    'sts.amazonaws.com',
    'repo:acme/api:x',
  ),
  { maxKeys: 4 },
);
const RANK = { deny: 0, conditional: 1, allow: 2 };

describe('whatever the policies say', () => {
  it('no fix lets anybody in who was kept out', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.record({ trust, bucket, key, alice }),
        fc.constantFrom(...CALLERS),
        fc.constantFrom(...DEEDS),
        context,
        (parts, principal, [action, resource], given) => {
          const world = exampleWorld(parts);
          const decide = (one: typeof world) =>
            decideQuestion(collectFacts(one), {
              principal,
              action,
              resource,
              context: given,
              unknownKeys: 'assume-absent',
            }).decision;
          const before = RANK[decide(world)];
          for (const finding of lint(collectFacts(world))) {
            const after = RANK[decide(applyFix(world, finding))];
            expect([finding.code, after]).toEqual([
              finding.code,
              Math.min(before, after),
            ]);
          }
        },
      ),
      { numRuns: 80 },
    );
  });
});
