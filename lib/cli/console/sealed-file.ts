import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { makeOnce } from '@/lib/server/make-once';
import { readIfThere, writePrivate } from './private-file';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A file that only the holder of a key file beside it can read. */
export type SealedFile = {
  file: string;
  keyFile: string;
  /** What the content belongs to: sealed for one purpose it does not open for another. */
  purpose: string;
};

function keyOf(keyFile: string): Buffer {
  makeOnce(keyFile, randomBytes(32).toString('hex'));
  return Buffer.from(readFileSync(keyFile, 'utf8'), 'hex');
}

export function writeSealed({ file, keyFile, purpose }: SealedFile, text: string): void {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(keyFile), nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const whole = Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  writePrivate(file, whole.toString('base64'));
}

/** The content; null when there is none, or it was not sealed with this key for this purpose. */
export function readSealed({ file, keyFile, purpose }: SealedFile): string | null {
  try {
    const whole = Buffer.from(readIfThere(file) ?? '', 'base64');
    const key = Buffer.from(readIfThere(keyFile) ?? '', 'hex');
    const nonce = whole.subarray(0, NONCE_BYTES);
    const opened = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    opened.setAAD(Buffer.from(purpose));
    opened.setAuthTag(whole.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = opened.update(whole.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([text, opened.final()]).toString('utf8');
  } catch {
    return null;
  }
}
