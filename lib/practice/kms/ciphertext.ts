import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { StoredKey } from '../world/kms-types';
import { invalidCiphertext } from './errors';

// A blob is a mark, the length of the key's ARN in two bytes, the ARN, and what AES-256-GCM
// gives: nonce, tag and the encrypted bytes.
const MARK = Buffer.from([0x01, 0x02, 0x02, 0x00]);
const LENGTH_BYTES = 2;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = MARK.length + LENGTH_BYTES;
const CIPHER = 'aes-256-gcm';

type Context = Record<string, string> | undefined;

/** What is authenticated but not encrypted: the head, and the context whatever its order. */
function authenticated(head: Uint8Array, context: Context): Buffer {
  const pairs = Object.entries(context ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}

const materialOf = ({ material }: StoredKey): Buffer => Buffer.from(material, 'base64');

/** Encrypts with a key; the blob names the key and opens only with the same context. */
export function seal(key: StoredKey, plaintext: Uint8Array, context: Context): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(key.arn.length);
  const head = Buffer.concat([MARK, length, Buffer.from(key.arn)]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, materialOf(key), nonce);
  cipher.setAAD(authenticated(head, context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([head, nonce, cipher.getAuthTag(), sealed]);
}

function headEnd(blob: Buffer): number {
  const isOurs = blob.length > HEAD_BYTES && blob.subarray(0, MARK.length).equals(MARK);
  const end = isOurs ? HEAD_BYTES + blob.readUInt16BE(MARK.length) : blob.length;
  if (end + NONCE_BYTES + TAG_BYTES > blob.length) throw invalidCiphertext();
  return end;
}

/** ARN of the key that a blob says it needs. */
export function keyArnIn(ciphertext: Uint8Array): string {
  const blob = Buffer.from(ciphertext);
  return blob.subarray(HEAD_BYTES, headEnd(blob)).toString('utf8');
}

/** Decrypts a blob; refuses one that was changed, or whose context was another. */
export function open(key: StoredKey, ciphertext: Uint8Array, context: Context): Buffer {
  const blob = Buffer.from(ciphertext);
  const end = headEnd(blob);
  const tagAt = end + NONCE_BYTES;
  const sealedAt = tagAt + TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, materialOf(key), blob.subarray(end, tagAt));
  decipher.setAAD(authenticated(blob.subarray(0, end), context));
  decipher.setAuthTag(blob.subarray(tagAt, sealedAt));
  try {
    return Buffer.concat([decipher.update(blob.subarray(sealedAt)), decipher.final()]);
  } catch {
    throw invalidCiphertext();
  }
}
