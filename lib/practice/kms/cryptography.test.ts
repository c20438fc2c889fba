import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { codeOf, memoryStore, messageOf, startTestPractice } from '../test-practice';
import { data, makeKey, practice, prod, startKms } from './test-keys';

let keyId: string;
let arn: string;

beforeAll(async () => {
  await startKms();
  ({ id: keyId, arn } = await makeKey());
});
afterAll(() => practice.stop());

const SECRET = Buffer.from('the secret of the day');
const CONTEXT = { purpose: 'test', team: 'data' };

async function sealed(EncryptionContext?: Record<string, string>): Promise<Uint8Array> {
  const { CiphertextBlob } = await data.kms.send(
    new EncryptCommand({ KeyId: keyId, Plaintext: SECRET, EncryptionContext }),
  );
  return CiphertextBlob ?? new Uint8Array();
}

const decrypt = (
  CiphertextBlob: Uint8Array,
  more: Partial<ConstructorParameters<typeof DecryptCommand>[0]> = {},
) => data.kms.send(new DecryptCommand({ CiphertextBlob, ...more }));

describe('a ciphertext', () => {
  it('names its key, and opens with the same context in any order', async () => {
    const blob = await sealed(CONTEXT);
    const { Plaintext, KeyId, EncryptionAlgorithm } = await decrypt(blob, {
      EncryptionContext: { team: 'data', purpose: 'test' },
    });
    expect(Buffer.from(Plaintext ?? [])).toEqual(SECRET);
    expect([KeyId, EncryptionAlgorithm]).toEqual([arn, 'SYMMETRIC_DEFAULT']);
    expect(Buffer.from(blob).includes(SECRET)).toBe(false);
  });

  it.each([
    undefined,
    {},
    { purpose: 'test' },
    { ...CONTEXT, more: '' },
    { ...CONTEXT, team: 'Data' },
  ])('does not open with the context %j', async (EncryptionContext) => {
    const blob = await sealed(CONTEXT);
    expect(await codeOf(decrypt(blob, { EncryptionContext }))).toBe(
      'InvalidCiphertextException',
    );
  });

  it('opens with the key that is named only when it is its own', async () => {
    const blob = await sealed();
    const other = await makeKey();
    await data.kms.send(
      new CreateAliasCommand({ AliasName: 'alias/own', TargetKeyId: keyId }),
    );
    for (const KeyId of [keyId, arn, 'alias/own'])
      expect(await codeOf(decrypt(blob, { KeyId }))).toBe('ok');
    await expect(decrypt(blob, { KeyId: other.id })).rejects.toMatchObject({
      name: 'IncorrectKeyException',
      message:
        'The key ID in the request does not identify a CMK that can perform this operation.',
    });
  });

  it('is of no use to another account, nor after its key is gone', async () => {
    const blob = await sealed();
    const refusal =
      'is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';
    expect(
      await messageOf(prod.kms.send(new DecryptCommand({ CiphertextBlob: blob }))),
    ).toContain(refusal);
    const lost = Buffer.from(blob);
    lost.write('00000000', lost.indexOf(keyId));
    expect(await messageOf(decrypt(lost))).toContain(refusal);
  });

  it.each([
    ['nonsense', Buffer.from('nonsense'), 'InvalidCiphertextException'],
    ['nothing', Buffer.alloc(0), 'ValidationException'],
    ['too much', Buffer.alloc(6145, 1), 'ValidationException'],
  ])('is not %s', async (_, blob, code) => {
    expect(await codeOf(decrypt(blob))).toBe(code);
  });

  it('is moved to another key without being seen', async () => {
    const other = await makeKey();
    const { CiphertextBlob, SourceKeyId, KeyId } = await data.kms.send(
      new ReEncryptCommand({
        CiphertextBlob: await sealed(CONTEXT),
        SourceEncryptionContext: CONTEXT,
        DestinationKeyId: other.id,
        DestinationEncryptionContext: { moved: 'yes' },
      }),
    );
    expect([SourceKeyId, KeyId]).toEqual([arn, other.arn]);
    const blob = CiphertextBlob ?? new Uint8Array();
    const { Plaintext } = await decrypt(blob, { EncryptionContext: { moved: 'yes' } });
    expect(Buffer.from(Plaintext ?? [])).toEqual(SECRET);
  });

  it('opens after a restart', async () => {
    const store = memoryStore();
    const first = await startTestPractice({ store, worldId: 'kept', seed: 'small' });
    const { kms } = await first.admin(ACME.data);
    const blob = await sealedByNewKey(kms);
    await first.stop();
    const second = await startTestPractice({ store, worldId: 'kept', seed: 'small' });
    const again = await second.admin(ACME.data);
    const { Plaintext } = await again.kms.send(
      new DecryptCommand({ CiphertextBlob: blob }),
    );
    expect(Buffer.from(Plaintext ?? [])).toEqual(SECRET);
    await second.stop();
  });
});

async function sealedByNewKey(kms: typeof data.kms): Promise<Uint8Array> {
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  const { CiphertextBlob } = await kms.send(
    new EncryptCommand({ KeyId: KeyMetadata?.KeyId, Plaintext: SECRET }),
  );
  return CiphertextBlob ?? new Uint8Array();
}

it.each([
  [4096, 'ok'],
  [4097, 'ValidationException'],
  [0, 'ValidationException'],
])('encrypts %i bytes: %s', async (length, code) => {
  const Plaintext = Buffer.alloc(length, 7);
  const sent = data.kms.send(new EncryptCommand({ KeyId: keyId, Plaintext }));
  expect(await codeOf(sent)).toBe(code);
});

it('repeats no secret in a refusal', async () => {
  const Plaintext = Buffer.alloc(4097, 'secret');
  const sent = data.kms.send(new EncryptCommand({ KeyId: keyId, Plaintext }));
  expect(await messageOf(sent)).toBe(
    "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
  );
});

it('encrypts by its own algorithm only', async () => {
  const sent = data.kms.send(
    new EncryptCommand({
      KeyId: keyId,
      Plaintext: SECRET,
      EncryptionAlgorithm: 'RSAES_OAEP_SHA_256',
    }),
  );
  expect(await codeOf(sent)).toBe('InvalidKeyUsageException');
});

describe('a dry run', () => {
  const DryRun = true;

  it('says that a call would succeed, and does nothing', async () => {
    const CiphertextBlob = await sealed();
    for (const sent of [
      data.kms.send(new EncryptCommand({ KeyId: keyId, Plaintext: SECRET, DryRun })),
      decrypt(CiphertextBlob, { DryRun }),
      data.kms.send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', DryRun }),
      ),
      data.kms.send(
        new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: keyId, DryRun }),
      ),
      data.kms.send(
        new DecryptCommand({
          KeyId: keyId,
          DryRun,
          DryRunModifiers: ['IGNORE_CIPHERTEXT'],
        }),
      ),
    ])
      await expect(sent).rejects.toMatchObject({
        name: 'DryRunOperationException',
        message: 'The request would have succeeded, but the DryRun option is set.',
      });
  });

  it('is refused as the call would be', async () => {
    const blob = await sealed();
    expect(
      await codeOf(prod.kms.send(new DecryptCommand({ CiphertextBlob: blob, DryRun }))),
    ).toBe('AccessDeniedException');
    expect(await codeOf(decrypt(blob, { DryRun, EncryptionContext: CONTEXT }))).toBe(
      'InvalidCiphertextException',
    );
    const going = await makeKey();
    await data.kms.send(new ScheduleKeyDeletionCommand({ KeyId: going.id }));
    const sent = data.kms.send(
      new EncryptCommand({ KeyId: going.id, Plaintext: SECRET, DryRun }),
    );
    expect(await codeOf(sent)).toBe('KMSInvalidStateException');
  });
});
