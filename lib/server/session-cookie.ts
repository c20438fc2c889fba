import { createHmac, timingSafeEqual } from 'node:crypto';
import { parseCookies } from 'better-call';
import type { Auth } from './auth';

/**
 * The token in the cookie of a session that better-auth gave out; null when there is none, or
 * when its signature is not ours.
 */
export async function sessionTokenOf(
  auth: Pick<Auth, '$context'>,
  headers: Headers,
): Promise<string | null> {
  const { authCookies, secret } = await auth.$context;
  const value = parseCookies(headers.get('cookie') ?? '').get(
    authCookies.sessionToken.name,
  );
  const dot = value?.lastIndexOf('.') ?? -1;
  if (!value || dot < 1) return null;
  const token = value.slice(0, dot);
  return isSigned(token, value.slice(dot + 1), secret) ? token : null;
}

function isSigned(token: string, signature: string, secret: string): boolean {
  const given = Buffer.from(signature, 'base64');
  const own = createHmac('sha256', secret).update(token, 'utf8').digest();
  return given.length === own.length && timingSafeEqual(given, own);
}
