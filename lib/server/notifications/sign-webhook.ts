import { createHmac } from 'node:crypto';

type Signed = { id: string; timestamp: number; body: string };

const ENCODED = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

/** A secret of this form holds the bytes of the key; any other text is the key itself. */
function keyOf(secret: string): Buffer {
  const [, encoded] = ENCODED.exec(secret) ?? [];
  return encoded === undefined ? Buffer.from(secret) : Buffer.from(encoded, 'base64');
}

/**
 * Signature of a webhook: HMAC-SHA-256 over `<id>.<timestamp>.<body>`, in base64. Receivers make
 * the same over the body as it came, compare in constant time, and refuse a timestamp that is
 * older than five minutes.
 *
 * @see https://www.standardwebhooks.com/
 */
export const signWebhook = (secret: string, { id, timestamp, body }: Signed): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
