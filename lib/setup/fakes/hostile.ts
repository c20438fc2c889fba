import fc from 'fast-check';
import type { AccountSource, ExportStep, PlanSource } from '../export/plan-source';

const NASTY = [
  "'; touch CANARY; '",
  '"; touch CANARY; #',
  '$(touch CANARY)',
  '`touch CANARY`',
  '\nDOCUMENT\ntouch CANARY\n',
  '\nDOCUMENT_\ntouch CANARY\n',
  '\r\ntouch CANARY\r\n',
  '\\',
  "\\'",
  '--debug',
  'file:///etc/passwd',
  `\${HOME}$HOME%{if true}$\${x}`,
  '\u2019; New-Item CANARY; \u2018',
  "\n'@\nNew-Item CANARY\n",
  '\u2028touch CANARY\u2029',
  '',
];

// No program can be handed a NUL, and IAM takes none.
const text = fc
  .array(
    fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'grapheme', maxLength: 8 })),
    { maxLength: 3 },
  )
  .map((parts) => parts.join('').replaceAll('\0', ''));

const values = fc.record({
  title: text,
  holder: text,
  policyName: text,
  roleName: text,
  description: text,
  document: text,
  accountName: text,
  region: text,
});
export type Hostile = typeof values extends fc.Arbitrary<infer Value> ? Value : never;

/** A plan whose every name and value tries to leave its quotes, far beyond what IAM takes. */
export const hostileSource = values.map((hostile) => {
  const account: AccountSource = {
    accountId: '111122223333',
    accountName: hostile.accountName,
    region: hostile.region,
    position: 1,
    steps: [createStep(hostile), policyStep(hostile), trustStep(hostile)],
  };
  const source: PlanSource = {
    planId: hostile.description,
    hash: '0123abcd',
    title: hostile.title,
    createdAt: '2026-11-24T10:00:00.000Z',
    roleArn: 'arn:aws:iam::111122223333:role/x',
    practiceUrl: null,
    accounts: [account],
  };
  return { hostile, source, account };
});

/** What the trust policy holds when a script reads it. */
export const LIVE = '{"Version":"2012-10-17"}';

const placeOf = ({ title }: Hostile) =>
  ({ accountId: '111122223333', side: 'trusting', title }) as const;

const createStep = (hostile: Hostile): ExportStep => ({
  ...placeOf(hostile),
  number: 1,
  operation: 'CreateRole',
  target: { kind: 'role', roleName: hostile.roleName },
  write: {
    kind: 'create-role',
    roleName: hostile.roleName,
    path: hostile.holder,
    description: hostile.description,
    maxSessionSeconds: 3600,
    trust: hostile.document,
    tags: { [hostile.title]: hostile.policyName },
  },
  before: null,
  after: LIVE,
});

function policyStep(hostile: Hostile): ExportStep {
  const { holder: principalName, policyName, document } = hostile;
  const inline = { principal: 'user', principalName, policyName } as const;
  return {
    ...placeOf(hostile),
    number: 2,
    operation: 'PutUserPolicy',
    target: { kind: 'inline-policy', ...inline },
    write: { kind: 'put-inline-policy', ...inline, document },
    before: null,
    after: LIVE,
  };
}

function trustStep(hostile: Hostile): ExportStep {
  const { roleName, document } = hostile;
  return {
    ...placeOf(hostile),
    number: 3,
    operation: 'UpdateAssumeRolePolicy',
    target: { kind: 'trust', roleName },
    write: { kind: 'put-trust', roleName, document },
    before: LIVE,
    after: '{}',
  };
}
