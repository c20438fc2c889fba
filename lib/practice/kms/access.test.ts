import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  DecryptCommand,
  DescribeKeyCommand,
  EncryptCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms';
import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DetachPolicyCommand,
  EnablePolicyTypeCommand,
  ListRootsCommand,
} from '@aws-sdk/client-organizations';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME, LUMEN_AUDIT } from '../seed/accounts';
import { allow, deny, documentOf, roleArn, rootArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import {
  ACCOUNT,
  type Clients,
  data,
  letIn,
  makeKey,
  policyOf,
  practice,
  prod,
  SHOP,
  startKms,
  WRITER,
} from './test-keys';

let writer: Clients;
let shop: Clients;

beforeAll(async () => {
  await startKms();
  writer = await practice.as(WRITER);
  shop = await practice.as(SHOP);
});
afterAll(() => practice.stop());

const Plaintext = Buffer.from('x');
const encrypt = (
  who: Clients,
  KeyId: string,
  EncryptionContext?: Record<string, string>,
) => who.kms.send(new EncryptCommand({ KeyId, Plaintext, EncryptionContext }));

/** Gives a role its own half: what it may do with keys. */
async function identity(
  owner: Clients,
  RoleName: string,
  ...statements: ReturnType<typeof allow>[]
): Promise<void> {
  const PolicyDocument = documentOf(
    ...(statements.length > 0 ? statements : [allow('kms:ListKeys')]),
  );
  await owner.iam.send(
    new PutRolePolicyCommand({ RoleName, PolicyName: 'keys', PolicyDocument }),
  );
}

const BY_KEY = 'because no resource-based policy allows the kms:Encrypt action';
const BY_IDENTITY = 'because no identity-based policy allows the kms:Encrypt action';
const NOT_TOLD =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

describe('who may use a key', () => {
  it.each([
    // key policy, whose role, identity policy, outcome
    ['names nobody', 'own', false, BY_KEY],
    ['names nobody', 'own', true, BY_KEY],
    ['names the account', 'own', false, BY_IDENTITY],
    ['names the account', 'own', true, 'ok'],
    ['names the role', 'own', false, 'ok'],
    ['names the role', 'own', true, 'ok'],
    ['names nobody', 'other', false, NOT_TOLD],
    ['names nobody', 'other', true, NOT_TOLD],
    ['names the account', 'other', false, BY_IDENTITY],
    ['names the account', 'other', true, 'ok'],
    ['names the role', 'other', false, BY_IDENTITY],
    ['names the role', 'other', true, 'ok'],
  ] as const)(
    'a key policy that %s, a role of the %s account, an identity policy: %s → %s',
    async (keyPolicy, whose, hasIdentity, outcome) => {
      const [who, owner, role, account] =
        whose === 'own'
          ? ([writer, data, WRITER, ACME.data] as const)
          : ([shop, prod, SHOP, ACME.prod] as const);
      const principal = {
        'names nobody': roleArn(ACME.data, 'data-read'),
        'names the account': rootArn(account),
        'names the role': role,
      }[keyPolicy];
      // the administrator keeps the policy, nothing lets the account's identities encrypt
      const { arn } = await makeKey({
        Policy: documentOf(
          { ...ACCOUNT, Action: 'kms:PutKeyPolicy' },
          letIn(principal, 'kms:Encrypt'),
        ),
      });
      const [, name = ''] = role.split('role/');
      await identity(owner, name, ...(hasIdentity ? [allow('kms:Encrypt', arn)] : []));
      if (outcome === 'ok') return expect(await codeOf(encrypt(who, arn))).toBe('ok');
      await expect(encrypt(who, arn)).rejects.toMatchObject({
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 400 },
        message: expect.stringContaining(
          `is not authorized to perform: kms:Encrypt on resource: ${arn} ${outcome}`,
        ),
      });
    },
  );

  it('is nobody whom any policy denies', async () => {
    const { arn } = await makeKey({ Policy: policyOf(letIn(WRITER, 'kms:Encrypt')) });
    await identity(data, 'data-writer', deny('kms:Encrypt'));
    expect(await messageOf(encrypt(writer, arn))).toContain(
      'with an explicit deny in an identity-based policy',
    );
    await identity(data, 'data-writer');
    const denying = await makeKey({
      Policy: policyOf({ ...letIn(WRITER, 'kms:Encrypt'), Effect: 'Deny' }),
    });
    expect(await messageOf(encrypt(writer, denying.arn))).toContain(
      'with an explicit deny in a resource-based policy',
    );
  });

  it('is nobody whom a service control policy stops', async () => {
    const sandbox = await practice.admin(ACME.sandbox);
    const { arn } = await makeKey({
      Policy: policyOf(letIn(rootArn(ACME.sandbox), 'kms:Encrypt')),
    });
    expect(await messageOf(encrypt(sandbox, arn))).toContain(
      'with an explicit deny in a service control policy',
    );
  });

  it('may be an account outside the organisation, which is told less', async () => {
    const lumen = await practice.admin(LUMEN_AUDIT);
    const { arn } = await makeKey({
      Policy: policyOf(letIn(rootArn(LUMEN_AUDIT), 'kms:Encrypt')),
    });
    expect(await codeOf(encrypt(lumen, arn))).toBe('ok');
    const hidden = await makeKey();
    expect(await messageOf(encrypt(lumen, hidden.arn))).toContain(NOT_TOLD);
    const absent = `arn:aws:kms:us-east-1:${ACME.data}:key/0f1e2d3c-4444-4555-8666-777788889999`;
    expect(await messageOf(encrypt(lumen, absent))).toContain(NOT_TOLD);
    expect(await codeOf(encrypt(lumen, hidden.id))).toBe('NotFoundException');
  });
});

describe('a condition of a key policy', () => {
  it.each([
    [{ StringEquals: { 'kms:CallerAccount': ACME.data } }, true],
    [{ StringEquals: { 'kms:CallerAccount': ACME.prod } }, false],
    [{ StringEquals: { 'kms:EncryptionContext:team': 'data' } }, true],
    [{ StringEquals: { 'kms:EncryptionContext:team': 'shop' } }, false],
    [{ StringEquals: { 'kms:EncryptionContext:absent': 'data' } }, false],
    [
      { 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['team', 'day'] } },
      true,
    ],
    [{ 'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['team'] } }, false],
    [{ StringEquals: { 'kms:KeySpec': 'SYMMETRIC_DEFAULT' } }, true],
    [{ StringEquals: { 'kms:KeyOrigin': 'EXTERNAL' } }, false],
    [{ StringEquals: { 'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT' } }, true],
    [{ StringLike: { 'kms:ViaService': '*' } }, false],
    [{ StringLike: { 'kms:RequestAlias': 'alias/*' } }, false],
    [{ Bool: { 'aws:ViaAWSService': 'false' } }, true],
  ])('%j holds: %s', async (condition, holds) => {
    const { arn } = await makeKey({
      Policy: policyOf(letIn(WRITER, 'kms:Encrypt', condition)),
    });
    await identity(data, 'data-writer');
    const sent = encrypt(writer, arn, { team: 'data', day: 'monday' });
    expect(await codeOf(sent)).toBe(holds ? 'ok' : 'AccessDeniedException');
  });
});

it('is told to identity policies by its tags and its aliases', async () => {
  const { id, arn } = await makeKey();
  await identity(
    data,
    'data-writer',
    allow('kms:Encrypt', '*', {
      Condition: { StringEquals: { 'aws:ResourceTag/team': 'data' } },
    }),
  );
  expect(await codeOf(encrypt(writer, arn))).toBe('AccessDeniedException');
  const Tags = [{ TagKey: 'team', TagValue: 'data' }];
  await data.kms.send(new TagResourceCommand({ KeyId: id, Tags }));
  expect(await codeOf(encrypt(writer, arn))).toBe('ok');
  await identity(
    data,
    'data-writer',
    allow('kms:Encrypt', '*', {
      Condition: {
        'ForAnyValue:StringEquals': { 'kms:ResourceAliases': 'alias/by-name' },
      },
    }),
  );
  expect(await codeOf(encrypt(writer, arn))).toBe('AccessDeniedException');
  const AliasName = 'alias/by-name';
  await data.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: id }));
  expect(await codeOf(encrypt(writer, arn))).toBe('ok');
});

it('opens to the role that the key policy names for it only', async () => {
  const { arn } = await makeKey({
    Policy: policyOf(letIn(WRITER, 'kms:Encrypt'), letIn(SHOP, 'kms:Decrypt')),
  });
  await identity(data, 'data-writer');
  await identity(prod, 'shop-api', allow('kms:Decrypt', arn));
  const { CiphertextBlob } = await encrypt(writer, arn);
  const open = (who: Clients) =>
    codeOf(who.kms.send(new DecryptCommand({ CiphertextBlob })));
  expect(await open(shop)).toBe('ok');
  expect(await open(writer)).toBe('AccessDeniedException');
});

it('is closed by a resource control policy, but for the keys that AWS keeps', async () => {
  const management = await practice.admin(ACME.management);
  const { organizations } = management;
  const Type = 'RESOURCE_CONTROL_POLICY';
  const { Roots } = await organizations.send(new ListRootsCommand({}));
  const RootId = Roots?.[0]?.Id;
  await organizations.send(new EnablePolicyTypeCommand({ RootId, PolicyType: Type }));
  const Content = documentOf(deny('kms:*', '*', { Principal: '*' }));
  const { Policy } = await organizations.send(
    new CreatePolicyCommand({ Name: 'no-keys', Description: '', Content, Type }),
  );
  const { arn } = await makeKey();
  const describeKey = (KeyId: string) => data.kms.send(new DescribeKeyCommand({ KeyId }));
  expect(await codeOf(describeKey('alias/aws/s3'))).toBe('ok');
  expect(await codeOf(describeKey(arn))).toBe('ok');
  const PolicyId = Policy?.PolicySummary?.Id;
  await organizations.send(new AttachPolicyCommand({ PolicyId, TargetId: ACME.data }));
  expect(await messageOf(describeKey(arn))).toContain(
    'with an explicit deny in a resource control policy',
  );
  expect(await codeOf(describeKey('alias/aws/s3'))).toBe('ok');
  await organizations.send(new DetachPolicyCommand({ PolicyId, TargetId: ACME.data }));
});
