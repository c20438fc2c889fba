import {
  CancelKeyDeletionCommand,
  CreateAliasCommand,
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  EncryptCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  ListAliasesCommand,
  ListKeyPoliciesCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateKeyDescriptionCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { rootArn } from '../seed/document';
import { codeOf, messageOf } from '../test-practice';
import { data, makeKey, practice, SHOP, startKms } from './test-keys';

const DAY_MS = 24 * 3600_000;

beforeAll(() => startKms());
afterAll(() => practice.stop());

const describeKey = async (KeyId: string) =>
  (await data.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata;
const encrypt = (KeyId: string) =>
  data.kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from('x') }));

describe('a key', () => {
  it('is described, by its id and by its ARN, as AWS describes one', async () => {
    const { id, arn } = await makeKey({ Description: 'for reports' });
    expect(arn).toBe(`arn:aws:kms:us-east-1:${ACME.data}:key/${id}`);
    const metadata = await describeKey(id);
    expect(metadata).toMatchObject({
      Arn: arn,
      AWSAccountId: ACME.data,
      Description: 'for reports',
      Enabled: true,
      KeyManager: 'CUSTOMER',
      KeySpec: 'SYMMETRIC_DEFAULT',
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      MultiRegion: false,
      Origin: 'AWS_KMS',
    });
    expect(await describeKey(arn)).toEqual(metadata);
    await data.kms.send(
      new UpdateKeyDescriptionCommand({ KeyId: id, Description: 'for audits' }),
    );
    expect((await describeKey(id))?.Description).toBe('for audits');
  });

  it('begins with the policy that lets its account decide', async () => {
    const { id } = await makeKey();
    const { Policy, PolicyName } = await data.kms.send(
      new GetKeyPolicyCommand({ KeyId: id }),
    );
    expect(PolicyName).toBe('default');
    expect(JSON.parse(Policy ?? '')).toMatchObject({
      Id: 'key-default-1',
      Statement: [{ Principal: { AWS: rootArn(ACME.data) }, Action: 'kms:*' }],
    });
    const { PolicyNames } = await data.kms.send(
      new ListKeyPoliciesCommand({ KeyId: id }),
    );
    expect(PolicyNames).toEqual(['default']);
    const other = data.kms.send(
      new GetKeyPolicyCommand({ KeyId: id, PolicyName: 'mine' }),
    );
    expect(await messageOf(other)).toBe('No such policy exists');
  });

  it('of several Regions has an id that says so', async () => {
    const { id } = await makeKey({ MultiRegion: true });
    expect(id).toMatch(/^mrk-[0-9a-f]{32}$/);
    expect((await describeKey(id))?.MultiRegionConfiguration).toMatchObject({
      MultiRegionKeyType: 'PRIMARY',
    });
  });

  it.each([
    [{ KeySpec: 'RSA_2048' }, 'UnsupportedOperationException'],
    [{ KeyUsage: 'SIGN_VERIFY' }, 'ValidationException'],
    [{ Origin: 'EXTERNAL' }, 'UnsupportedOperationException'],
    [{ KeySpec: 'DES' as 'RSA_2048' }, 'ValidationException'],
    [{ Description: 'd'.repeat(8193) }, 'ValidationException'],
    [{ Tags: [{ TagKey: 'aws:x', TagValue: '' }] }, 'TagException'],
  ] as const)('refuses what KMS does not make (case %#)', async (input, code) => {
    const { Tags, ...rest } = { Tags: undefined, ...input };
    const sent = data.kms.send(
      new CreateKeyCommand({ ...rest, ...(Tags && { Tags: [...Tags] }) }),
    );
    expect(await codeOf(sent)).toBe(code);
  });

  it.each([
    ['nonsense', "Invalid keyId 'nonsense'"],
    [
      '0f1e2d3c-4444-4555-8666-777788889999',
      `Key 'arn:aws:kms:us-east-1:${ACME.data}:key/0f1e2d3c-4444-4555-8666-777788889999' does not exist`,
    ],
    [
      'alias/nobody',
      `Alias arn:aws:kms:us-east-1:${ACME.data}:alias/nobody is not found.`,
    ],
    [
      `arn:aws:kms:eu-west-1:${ACME.data}:key/0f1e2d3c-4444-4555-8666-777788889999`,
      'Invalid arn eu-west-1',
    ],
  ])('is not found as %s', async (KeyId, message) => {
    const sent = data.kms.send(new DescribeKeyCommand({ KeyId }));
    await expect(sent).rejects.toMatchObject({ name: 'NotFoundException', message });
  });

  it('is listed page by page, in its own Region only', async () => {
    const keys = await practice.actAs(rootArn(ACME.research));
    const config = { endpoint: practice.url, credentials: keys, maxAttempts: 1 };
    const here = new KMSClient({ ...config, region: 'eu-north-1' });
    const there = new KMSClient({ ...config, region: 'eu-south-1' });
    for (let at = 0; at < 3; at += 1) await here.send(new CreateKeyCommand({}));
    const first = await here.send(new ListKeysCommand({ Limit: 2 }));
    expect([first.Keys?.length, first.Truncated]).toEqual([2, true]);
    const second = await here.send(new ListKeysCommand({ Marker: first.NextMarker }));
    expect([second.Keys?.length, second.Truncated]).toEqual([1, false]);
    const ids = [...(first.Keys ?? []), ...(second.Keys ?? [])].map(({ KeyId }) => KeyId);
    expect(new Set(ids).size).toBe(3);
    expect((await there.send(new ListKeysCommand({}))).Keys).toEqual([]);
    expect(await codeOf(here.send(new ListKeysCommand({ Marker: '%%' })))).toBe(
      'InvalidMarkerException',
    );
    expect(await codeOf(here.send(new ListKeysCommand({ Limit: 0 })))).toBe(
      'ValidationException',
    );
  });
});

describe('the life of a key', () => {
  it('is interrupted while it is disabled', async () => {
    const { id, arn } = await makeKey();
    await data.kms.send(new DisableKeyCommand({ KeyId: id }));
    expect((await describeKey(id))?.KeyState).toBe('Disabled');
    await expect(encrypt(id)).rejects.toMatchObject({
      name: 'DisabledException',
      message: `${arn} is disabled.`,
    });
    await data.kms.send(new EnableKeyCommand({ KeyId: id }));
    expect(await codeOf(encrypt(id))).toBe('ok');
  });

  it('ends after the waiting period, unless somebody changes their mind', async () => {
    const { id, arn } = await makeKey();
    const schedule = (PendingWindowInDays?: number) =>
      data.kms.send(new ScheduleKeyDeletionCommand({ KeyId: id, PendingWindowInDays }));
    expect(await messageOf(schedule(6))).toBe(
      'PendingWindowInDays must be between 7 and 30 (inclusive).',
    );
    const cancel = () => data.kms.send(new CancelKeyDeletionCommand({ KeyId: id }));
    expect(await messageOf(cancel())).toBe(`${arn} is not pending deletion.`);
    expect((await schedule()).PendingWindowInDays).toBe(30);
    for (const refused of [
      encrypt(id),
      schedule(),
      data.kms.send(new EnableKeyCommand({ KeyId: id })),
      data.kms.send(new EnableKeyRotationCommand({ KeyId: id })),
    ])
      await expect(refused).rejects.toMatchObject({
        name: 'KMSInvalidStateException',
        message: `${arn} is pending deletion.`,
      });
    await cancel();
    expect((await describeKey(id))?.KeyState).toBe('Disabled');

    await data.kms.send(
      new CreateAliasCommand({ AliasName: 'alias/late', TargetKeyId: id }),
    );
    await schedule(7);
    const wait = (days: number) =>
      practice.control('POST', '/clock', { advanceSeconds: days * 24 * 3600 });
    await wait(6);
    expect((await describeKey(id))?.KeyState).toBe('PendingDeletion');
    await wait(2);
    expect(await codeOf(describeKey(id))).toBe('NotFoundException');
    const { Aliases } = await data.kms.send(new ListAliasesCommand({}));
    expect(Aliases?.map(({ AliasName }) => AliasName)).not.toContain('alias/late');
  });

  it('has rotations, when they are switched on', async () => {
    const { id } = await makeKey();
    const status = () => data.kms.send(new GetKeyRotationStatusCommand({ KeyId: id }));
    expect(await status()).toMatchObject({ KeyRotationEnabled: false });
    const enable = (RotationPeriodInDays: number) =>
      data.kms.send(new EnableKeyRotationCommand({ KeyId: id, RotationPeriodInDays }));
    expect(await codeOf(enable(89))).toBe('ValidationException');
    await enable(180);
    const { KeyRotationEnabled, RotationPeriodInDays, NextRotationDate } = await status();
    expect([KeyRotationEnabled, RotationPeriodInDays]).toEqual([true, 180]);
    expect(Number(NextRotationDate)).toBeGreaterThan(Date.now() + 179 * DAY_MS);
    await data.kms.send(new DisableKeyRotationCommand({ KeyId: id }));
    expect(await status()).toMatchObject({ KeyRotationEnabled: false });
  });
});

it('keeps tags of a key, unique by their case', async () => {
  const { id } = await makeKey({ Tags: [{ TagKey: 'team', TagValue: 'data' }] });
  const tag = (...keys: string[]) =>
    data.kms.send(
      new TagResourceCommand({
        KeyId: id,
        Tags: keys.map((TagKey) => ({ TagKey, TagValue: 'new' })),
      }),
    );
  await tag('team', 'Team');
  await data.kms.send(new UntagResourceCommand({ KeyId: id, TagKeys: ['team'] }));
  const { Tags } = await data.kms.send(new ListResourceTagsCommand({ KeyId: id }));
  expect(Tags).toEqual([{ TagKey: 'Team', TagValue: 'new' }]);
  expect(await codeOf(tag('twice', 'twice'))).toBe('TagException');
  const many = Array.from({ length: 50 }, (_, at) => `tag-${at}`);
  expect(await codeOf(tag(...many))).toBe('LimitExceededException');
});

it('of AWS is not made for who may not ask for it', async () => {
  const prod = await practice.admin(ACME.prod);
  const aliases = async () =>
    (await prod.kms.send(new ListAliasesCommand({}))).Aliases?.map(
      ({ AliasName }) => AliasName,
    );
  const shop = await practice.as(SHOP);
  expect(
    await codeOf(shop.kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }))),
  ).toBe('AccessDeniedException');
  expect(await aliases()).not.toContain('alias/aws/s3');
  await prod.kms.send(new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }));
  expect(await aliases()).toContain('alias/aws/s3');
});

it('of AWS is made when it is first asked for, and nobody changes it', async () => {
  const { KeyMetadata } = await data.kms.send(
    new DescribeKeyCommand({ KeyId: 'alias/aws/s3' }),
  );
  const KeyId = KeyMetadata?.KeyId ?? '';
  expect(KeyMetadata).toMatchObject({ KeyManager: 'AWS', Enabled: true });
  expect((await describeKey('alias/aws/s3'))?.KeyId).toBe(KeyId);
  const { Policy } = await data.kms.send(new GetKeyPolicyCommand({ KeyId }));
  expect(Policy).toContain('s3.us-east-1.amazonaws.com');
  for (const refused of [
    data.kms.send(new PutKeyPolicyCommand({ KeyId, Policy })),
    data.kms.send(new DisableKeyCommand({ KeyId })),
    data.kms.send(new ScheduleKeyDeletionCommand({ KeyId })),
    encrypt(KeyId),
  ])
    expect(await codeOf(refused)).toBe('AccessDeniedException');
});
