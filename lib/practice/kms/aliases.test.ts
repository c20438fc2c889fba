import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateAliasCommand,
  DeleteAliasCommand,
  DescribeKeyCommand,
  EncryptCommand,
  ListAliasesCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { data, makeKey, policyOf, practice, prod, startKms, WRITER } from './test-keys';

beforeAll(() => startKms());
afterAll(() => practice.stop());

const create = (AliasName: string, TargetKeyId: string) =>
  data.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId }));
const keyIdOf = async (KeyId: string) =>
  (await data.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyId;
const aliasArn = (name: string) => `arn:aws:kms:us-east-1:${ACME.data}:${name}`;

it('stands for its key, until it is moved or gone', async () => {
  const [first, second] = [await makeKey(), await makeKey()];
  await create('alias/reports', first.id);
  expect(await keyIdOf('alias/reports')).toBe(first.id);
  expect(await messageOf(create('alias/reports', second.id))).toBe(
    `An alias with the name ${aliasArn('alias/reports')} already exists`,
  );
  await data.kms.send(
    new UpdateAliasCommand({ AliasName: 'alias/reports', TargetKeyId: second.arn }),
  );
  expect(await keyIdOf(aliasArn('alias/reports'))).toBe(second.id);
  const { Aliases } = await data.kms.send(new ListAliasesCommand({ KeyId: second.id }));
  expect(Aliases).toMatchObject([{ AliasName: 'alias/reports', TargetKeyId: second.id }]);
  const remove = () =>
    data.kms.send(new DeleteAliasCommand({ AliasName: 'alias/reports' }));
  await remove();
  await expect(remove()).rejects.toMatchObject({
    name: 'NotFoundException',
    message: `Alias ${aliasArn('alias/reports')} is not found.`,
  });
});

it.each([
  ['reports', 'ValidationException'],
  ['alias/', 'ValidationException'],
  ['alias/a b', 'ValidationException'],
  ['alias/a:b', 'ValidationException'],
  [`alias/${'a'.repeat(251)}`, 'ValidationException'],
  ['alias/aws/mine', 'NotAuthorizedException'],
])('cannot be called %s', async (name, code) => {
  const { id } = await makeKey();
  expect(await codeOf(create(name, id))).toBe(code);
});

it('cannot stand for another alias, nor for a key that is going', async () => {
  const { id } = await makeKey();
  await create('alias/one', id);
  expect(await messageOf(create('alias/two', 'alias/one'))).toBe(
    'Aliases must refer to keys. Not aliases',
  );
  await data.kms.send(new ScheduleKeyDeletionCommand({ KeyId: id }));
  expect(await codeOf(create('alias/two', id))).toBe('KMSInvalidStateException');
});

it('is one of at most 50 of its key', async () => {
  const { id } = await makeKey();
  for (let at = 0; at < 50; at += 1) await create(`alias/many/${at}`, id);
  expect(await codeOf(create('alias/many/50', id))).toBe('LimitExceededException');
});

it('needs permission on the alias and on the key', async () => {
  const { id, arn } = await makeKey();
  const writer = await practice.as(WRITER);
  const may = (...resources: string[]) =>
    data.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'data-writer',
        PolicyName: 'aliases',
        PolicyDocument: documentOf(allow('kms:CreateAlias', resources)),
      }),
    );
  const name = () =>
    codeOf(
      writer.kms.send(new CreateAliasCommand({ AliasName: 'alias/w', TargetKeyId: id })),
    );
  await may(arn);
  expect(await name()).toBe('AccessDeniedException');
  await may(aliasArn('alias/w'));
  expect(await name()).toBe('AccessDeniedException');
  await may(arn, aliasArn('alias/w'));
  expect(await name()).toBe('ok');
});

it('of another account is used by its ARN only', async () => {
  const { id } = await makeKey();
  await create('alias/shared', id);
  await data.kms.send(
    new PutKeyPolicyCommand({
      KeyId: id,
      Policy: policyOf({
        Effect: 'Allow',
        Principal: { AWS: ACME.prod },
        Action: 'kms:Encrypt',
        Resource: '*',
        Condition: { StringEquals: { 'kms:RequestAlias': 'alias/shared' } },
      }),
    }),
  );
  const encrypt = (KeyId: string) =>
    codeOf(prod.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') })));
  expect(await encrypt(aliasArn('alias/shared'))).toBe('ok');
  expect(await encrypt('alias/shared')).toBe('NotFoundException');
  expect(await encrypt(aliasArn('alias/nobody'))).toBe('NotFoundException');
});
