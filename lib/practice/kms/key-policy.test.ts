import { CreateRoleCommand, DeleteRoleCommand } from '@aws-sdk/client-iam';
import {
  CreateKeyCommand,
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  PutKeyPolicyCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import {
  documentOf,
  roleArn,
  rootArn,
  type SeedStatement,
  trustsService,
  userArn,
} from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import {
  ACCOUNT,
  data,
  letIn,
  makeKey,
  policyOf,
  practice,
  prod,
  startKms,
} from './test-keys';

beforeAll(() => startKms());
afterAll(() => practice.stop());

const put = (KeyId: string, Policy: string, BypassPolicyLockoutSafetyCheck?: boolean) =>
  data.kms.send(
    new PutKeyPolicyCommand({ KeyId, Policy, BypassPolicyLockoutSafetyCheck }),
  );
const policyAt = async (KeyId: string) =>
  (await data.kms.send(new GetKeyPolicyCommand({ KeyId }))).Policy;

it('is kept byte for byte', async () => {
  const { id } = await makeKey();
  const policy = `\n${policyOf()}\t`;
  await put(id, policy);
  expect(await policyAt(id)).toBe(policy);
});

const ADMIN = userArn(ACME.data, 'break-glass');
const with1 = (more: Partial<SeedStatement>): string =>
  documentOf(ACCOUNT, { ...letIn(ADMIN, 'kms:Decrypt'), ...more });

it.each([
  ['is no JSON', '{bad', 'This policy contains invalid Json'],
  ['has no actions', documentOf({ ...ACCOUNT, Action: [] }), 'Syntax errors in policy.'],
  [
    'names a role that is not there',
    with1({ Principal: { AWS: roleArn(ACME.data, 'nobody') } }),
    'Policy contains a statement with one or more invalid principals.',
  ],
  [
    'names nobody',
    documentOf(ACCOUNT, { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' }),
    'Syntax errors in policy.',
  ],
  [
    'locks its writer out',
    documentOf(letIn(roleArn(ACME.data, 'data-writer'), 'kms:*')),
    'The new key policy will not allow you to update the key policy in the future.',
  ],
  [
    'denies its writer',
    documentOf(ACCOUNT, { ...ACCOUNT, Sid: 'No', Effect: 'Deny' }),
    'The new key policy will not allow you to update the key policy in the future.',
  ],
  [
    'gives its writer everything but the policy',
    documentOf({ ...ACCOUNT, Action: ['kms:Encrypt', 'kms:Get*'] }),
    'The new key policy will not allow you to update the key policy in the future.',
  ],
])(
  'is refused when it %s, for a new key as for an old one',
  async (_, policy, message) => {
    const { id } = await makeKey();
    const before = await policyAt(id);
    for (const sent of [
      put(id, policy),
      data.kms.send(new CreateKeyCommand({ Policy: policy })),
    ])
      await expect(sent).rejects.toMatchObject({
        name: 'MalformedPolicyDocumentException',
        message,
      });
    expect(await policyAt(id)).toBe(before);
  },
);

describe('the lockout check', () => {
  it('is bypassed by whom it locks out then', async () => {
    const { id } = await makeKey();
    const lockedOut = documentOf(letIn(roleArn(ACME.data, 'data-writer'), 'kms:*'));
    await put(id, lockedOut, true);
    expect(await messageOf(put(id, policyOf()))).toBe(
      `User: ${ADMIN} is not authorized to perform: kms:PutKeyPolicy on resource: arn:aws:kms:us-east-1:${ACME.data}:key/${id} because no resource-based policy allows the kms:PutKeyPolicy action`,
    );
  });

  it('asks the identity policies too', async () => {
    await data.iam.send(
      new CreateRoleCommand({
        RoleName: 'key-maker',
        AssumeRolePolicyDocument: documentOf(trustsService('ec2.amazonaws.com')),
      }),
    );
    const maker = await practice.as(roleArn(ACME.data, 'key-maker'));
    const { id } = await makeKey({
      Policy: policyOf(letIn(roleArn(ACME.data, 'key-maker'), 'kms:PutKeyPolicy')),
    });
    const putAs = (Policy: string) =>
      maker.kms.send(new PutKeyPolicyCommand({ KeyId: id, Policy }));
    expect(await codeOf(putAs(policyOf()))).toBe('MalformedPolicyDocumentException');
    const keeps = policyOf(letIn(roleArn(ACME.data, 'key-maker'), 'kms:PutKeyPolicy'));
    expect(await codeOf(putAs(keeps))).toBe('ok');
  });
});

it('may have 32 KB and no more', async () => {
  const { id } = await makeKey();
  const fill = (length: number) => {
    const [head, tail] = policyOf({ ...letIn(ADMIN, 'kms:Decrypt'), Sid: 'S' }).split(
      '"S"',
    );
    return `${head}"S"${' '.repeat(length - (head ?? '').length - (tail ?? '').length - 3)}${tail}`;
  };
  expect(await codeOf(put(id, fill(32 * 1024)))).toBe('ok');
  expect(await codeOf(put(id, fill(32 * 1024 + 1)))).toBe('LimitExceededException');
  expect(await codeOf(put(id, ''))).toBe('ValidationException');
});

it('lets the account in only for the actions it names', async () => {
  const { id } = await makeKey({
    Policy: documentOf({ ...ACCOUNT, Action: ['kms:PutKeyPolicy', 'kms:GetKeyPolicy'] }),
  });
  expect(await codeOf(policyAt(id))).toBe('ok');
  expect(await codeOf(data.kms.send(new DescribeKeyCommand({ KeyId: id })))).toBe(
    'AccessDeniedException',
  );
});

it('reaches no other account where KMS does not', async () => {
  const { arn } = await makeKey({ Policy: policyOf(letIn(rootArn(ACME.prod), 'kms:*')) });
  const describeIt = prod.kms.send(new DescribeKeyCommand({ KeyId: arn }));
  expect(await codeOf(describeIt)).toBe('ok');
  const read = prod.kms.send(new GetKeyPolicyCommand({ KeyId: arn }));
  expect(await codeOf(read)).toBe('AccessDeniedException');
});

it('shows a deleted principal as its id, whose namesake has no part in it', async () => {
  const RoleName = 'passing';
  const make = async () => {
    const { Role } = await data.iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: documentOf(trustsService('ec2.amazonaws.com')),
      }),
    );
    return Role?.RoleId ?? '';
  };
  const firstId = await make();
  const arn = roleArn(ACME.data, RoleName);
  const { id } = await makeKey({ Policy: policyOf(letIn(arn, 'kms:DescribeKey')) });
  const look = async () => {
    const passing = await practice.as(arn);
    return codeOf(passing.kms.send(new DescribeKeyCommand({ KeyId: id })));
  };
  expect(await look()).toBe('ok');
  await data.iam.send(new DeleteRoleCommand({ RoleName }));
  await make();
  expect(await policyAt(id)).toContain(firstId);
  expect(await look()).toBe('AccessDeniedException');
});
