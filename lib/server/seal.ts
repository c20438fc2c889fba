import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** A key for one purpose, made from the installation's secret (64 hexadecimal digits). */
export const sealingKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(
    hkdfSync('sha256', Buffer.from(secret, 'hex'), Buffer.alloc(0), purpose, KEY_BYTES),
  );

/** Text that only the holder of the key can read, in base64. */
export function seal(key: Buffer, purpose: string, text: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text; null when it was not sealed with this key for this purpose. */
export function unseal(key: Buffer, purpose: string, sealed: string): string | null {
  try {
    const whole = Buffer.from(sealed, 'base64');
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
