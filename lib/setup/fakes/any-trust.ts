import fc from 'fast-check';
import type { TrustForm } from '../blank/trust-form';
import type { OWN_GUARDS } from '../guards/guard-names';

const ARNS = [
  'arn:aws:iam::111122223333:user/anna',
  'arn:aws:iam::111122223333:role/ci-deploy',
  'arn:aws:iam::111122223333:root',
  '777788889999',
];

const principals = fc.uniqueArray(fc.constantFrom(...ARNS), { maxLength: 3 });

const GUARDS: Record<(typeof OWN_GUARDS)[number], string> = {
  mfa: '',
  mfaAge: '30',
  externalId: 'acme-42',
  organization: 'o-q1w2e3r4t5',
  sourceIp: '203.0.113.0/24, 198.51.100.7',
  vpc: 'vpce-0a1b2c3d',
  ends: '2027-01-31T00:00:00Z',
  sessionName: 'ci-* ops',
  sourceIdentity: 'db-*',
  sessionTags: 'team=a|b, ticket',
};

/** Any form: principals, and guards that are on. */
export const anyForm: fc.Arbitrary<TrustForm> = fc.record({
  principals,
  guards: fc
    .subarray(Object.entries(GUARDS))
    .map((guards) => Object.fromEntries(guards) as TrustForm['guards']),
});

/** Conditions in every state: those of guards, nearly those, and others. */
const condition = fc
  .subarray(
    [
      ['Bool', 'aws:MultiFactorAuthPresent', 'true'],
      ['Bool', 'aws:SecureTransport', 'true'],
      ['BoolIfExists', 'aws:MultiFactorAuthPresent', true],
      ['NumericLessThan', 'aws:MultiFactorAuthAge', '1800'],
      ['StringEquals', 'sts:ExternalId', ['acme-42', 'acme-43']],
      ['StringEquals', 'aws:PrincipalOrgID', 'o-q1w2e3r4t5'],
      ['StringLike', 'sts:RoleSessionName', ['ops', 'ci-*']],
      ['StringLike', 'sts:SourceIdentity', 'db-*'],
      ['StringEquals', 'aws:PrincipalTag/team', 'a'],
      ['DateLessThan', 'aws:CurrentTime', '2027-01-31T00:00:00Z'],
      ['DateGreaterThan', 'aws:CurrentTime', '2026-01-31T00:00:00Z'],
      ['ForAllValues:StringEquals', 'aws:TagKeys', ['team']],
      ['StringEquals', 'aws:RequestTag/team', ['a', 'b']],
    ] as [string, string, unknown][],
    { maxLength: 6 },
  )
  .map((entries) => {
    const all: Record<string, Record<string, unknown>> = {};
    for (const [operator, key, value] of entries)
      all[operator] = { ...all[operator], [key]: value };
    return all;
  });

const statement = fc.record(
  {
    Sid: fc.constantFrom('TrustedMayAssume', 'Own', 'Other'),
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    Principal: fc.oneof(
      fc.constant('*'),
      fc.record({ AWS: fc.oneof(fc.constantFrom(...ARNS), principals) }),
      fc.constant({ Service: 'ec2.amazonaws.com' }),
      fc.constant({ Service: 'ec2.amazonaws.com', AWS: ARNS[0] }),
    ),
    Action: fc.oneof(
      fc.constant('sts:AssumeRole'),
      fc
        .subarray(['sts:TagSession', 'sts:SetSourceIdentity', 'sts:AssumeRoleWithSAML'])
        .map((others) => ['sts:AssumeRole', ...others]),
    ),
    Condition: condition,
  },
  { requiredKeys: ['Effect', 'Principal', 'Action'] },
);

/** Any trust policy, as somebody may have written it by hand. */
export const anyTrust: fc.Arbitrary<Record<string, unknown>> = fc.record(
  {
    Id: fc.constant('by-hand'),
    Version: fc.constantFrom('2012-10-17', '2008-10-17'),
    Statement: fc.oneof(statement, fc.array(statement, { maxLength: 3 })),
  },
  { requiredKeys: ['Version', 'Statement'] },
);
