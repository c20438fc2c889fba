import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emptyAccount } from '../world/empty-account';
import { keyArnIn, open, seal } from './ciphertext';
import { makeKmsKey } from './make-kms-key';

const account = emptyAccount({
  id: '111122223333',
  name: 'Test',
  email: 'test@acme.example',
  partition: 'aws',
  alias: null,
  environment: 'other',
  joinedAt: '2026-01-01T00:00:00.000Z',
});
const newKey = () =>
  makeKmsKey(account, {
    region: 'eu-west-1',
    policy: '{}',
    createdAt: account.joinedAt,
  });
const key = newKey();

const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 });
const context = fc.dictionary(
  fc.string({ maxLength: 12 }),
  fc.string({ maxLength: 12 }),
  {
    maxKeys: 4,
  },
);

it('opens what it sealed, with the same context', () => {
  fc.assert(
    fc.property(bytes, context, (plaintext, given) => {
      const blob = seal(key, plaintext, given);
      const reversed = Object.fromEntries(Object.entries(given).reverse());
      expect(keyArnIn(blob)).toBe(key.arn);
      expect(new Uint8Array(open(key, blob, reversed))).toEqual(plaintext);
    }),
  );
});

const refusal = expect.objectContaining({ code: 'InvalidCiphertextException' });

it('refuses a blob in which any bit of any byte was flipped', () => {
  const plaintext = randomBytes(40);
  const blob = seal(key, plaintext, { a: 'b' });
  for (let at = 0; at < blob.length; at += 1) {
    const bit = at % 8;
    const flipped = Buffer.from(blob);
    flipped.writeUInt8(blob.readUInt8(at) ^ (1 << bit), at);
    expect(() => open(key, flipped, { a: 'b' }), `byte ${at}`).toThrow(refusal);
  }
});

it('refuses another context, another key, and a blob cut short', () => {
  fc.assert(
    fc.property(bytes, context, context, fc.nat(400), (plaintext, given, other, cut) => {
      const blob = seal(key, plaintext, given);
      expect(() => open(newKey(), blob, given)).toThrow(refusal);
      const canonical = (one: object) => JSON.stringify(Object.entries(one).sort());
      if (canonical(given) !== canonical(other))
        expect(() => open(key, blob, other)).toThrow(refusal);
      const short = blob.subarray(0, Math.min(cut, blob.length - 1));
      expect(() => open(key, short, given)).toThrow(refusal);
    }),
  );
});

it('reads a key from no bytes that it did not write', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      expect(() => keyArnIn(noise)).toThrow(refusal);
    }),
  );
});
