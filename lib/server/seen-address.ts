import { isIP } from 'node:net';

/**
 * The address that a browser comes from, as a suggestion for a form: a proxy may say anything.
 * Null where AWS would see another one, as it does for every private address.
 */
export function seenAddress(headers: Headers, isPractice: boolean): string | null {
  const [first = ''] = (headers.get('x-forwarded-for') ?? '').split(',');
  const address = first.trim().replace(/^::ffff:/, '');
  // Practice accounts see everybody at the loopback address.
  if (isPractice) return '127.0.0.1';
  return isIP(address) !== 0 && !PRIVATE.test(address) ? address : null;
}

/**
 * The address that the nearest proxy, or without one the server itself, saw a request come from.
 * Who reaches the server without a proxy can make it up: it is a hint for a person, no proof.
 */
export function nearestAddress(headers: Headers): string | null {
  const last = (headers.get('x-forwarded-for') ?? '').split(',').at(-1) ?? '';
  const address = last.trim().replace(/^::ffff:/, '');
  return isIP(address) === 0 ? null : address;
}

const PRIVATE =
  /^(?:10\.|127\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80:)/i;
