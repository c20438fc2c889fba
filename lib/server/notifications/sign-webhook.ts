import { createHmac } from 'node:crypto';

/**
 * Signature of a webhook: HMAC-SHA-256 over `v1:<timestamp>:<body>`, in hexadecimal. Receivers
 * make the same over the body as it came, compare in constant time, and refuse a timestamp that
 * is older than five minutes.
 */
export const signWebhook = (secret: string, timestamp: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`v1:${timestamp}:${body}`).digest('hex')}`;
