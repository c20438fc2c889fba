const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The origin to talk to; null when a token would go over the network in the clear. */
export function serverOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin, username, password } = new URL(text);
  if (username || password) return null;
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
  return isSafe ? origin : null;
}
