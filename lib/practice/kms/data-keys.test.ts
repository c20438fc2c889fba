import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyWithoutPlaintextCommand,
  GenerateRandomCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeOf } from '../test-practice';
import { data, makeKey, practice, startKms } from './test-keys';

let keyId: string;
let arn: string;

beforeAll(async () => {
  await startKms();
  ({ id: keyId, arn } = await makeKey());
});
afterAll(() => practice.stop());

const CONTEXT = { purpose: 'test' };

const decrypt = (
  CiphertextBlob: Uint8Array,
  EncryptionContext?: Record<string, string>,
) => data.kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));

describe('a data key', () => {
  it.each([
    [{ KeySpec: 'AES_256' }, 32],
    [{ KeySpec: 'AES_128' }, 16],
    [{ NumberOfBytes: 77 }, 77],
  ] as const)('of %j comes open and sealed', async (size, length) => {
    const { Plaintext, CiphertextBlob, KeyId } = await data.kms.send(
      new GenerateDataKeyCommand({ KeyId: keyId, ...size, EncryptionContext: CONTEXT }),
    );
    expect([Plaintext?.length, KeyId]).toEqual([length, arn]);
    const opened = await decrypt(CiphertextBlob ?? new Uint8Array(), CONTEXT);
    expect(opened.Plaintext).toEqual(Plaintext);
  });

  it('comes sealed only, when it is asked for so', async () => {
    const output = await data.kms.send(
      new GenerateDataKeyWithoutPlaintextCommand({ KeyId: keyId, KeySpec: 'AES_256' }),
    );
    expect(output).not.toHaveProperty('Plaintext');
    const opened = await decrypt(output.CiphertextBlob ?? new Uint8Array());
    expect(opened.Plaintext).toHaveLength(32);
  });

  it.each([
    [{}, 'Please specify either number of bytes or key spec.'],
    [
      { KeySpec: 'AES_256', NumberOfBytes: 32 },
      'Please specify either number of bytes or key spec.',
    ],
    [
      { KeySpec: 'AES_512' as 'AES_256' },
      "1 validation error detected: Value 'AES_512' at 'keySpec' failed to satisfy constraint: Member must satisfy enum value set: [AES_256, AES_128]",
    ],
    [
      { NumberOfBytes: 1025 },
      "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy constraint: Member must have value less than or equal to 1024",
    ],
  ] as const)('is not made of %j', async (size, message) => {
    const sent = data.kms.send(new GenerateDataKeyCommand({ KeyId: keyId, ...size }));
    await expect(sent).rejects.toMatchObject({ name: 'ValidationException', message });
  });
});

it('gives random bytes', async () => {
  const random = async (NumberOfBytes?: number) =>
    (await data.kms.send(new GenerateRandomCommand({ NumberOfBytes }))).Plaintext;
  expect(await random(24)).toHaveLength(24);
  expect(await random(24)).not.toEqual(await random(24));
  expect(await codeOf(random())).toBe('ValidationException');
});
