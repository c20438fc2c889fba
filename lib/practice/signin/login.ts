import { randomUUID } from 'node:crypto';
import type { WireResponse } from '../wire/request';
import { logCall } from '../world/live-world';
import type { Worlds } from '../world/worlds';
import { problemPage } from './pages';
import { findSignIn, keepSignIn, worldNow } from './secrets';

export const COOKIE = 'practice-console';

/** Uses a sign-in token up and leads to the console page. */
export async function login(
  worlds: Worlds,
  fields: Map<string, string>,
): Promise<WireResponse> {
  const issuer = fields.get('Issuer') ?? '';
  const kept = await findSignIn(worlds, 'token', fields.get('SigninToken') ?? '');
  kept?.forget();
  const now = kept ? worldNow(worlds, kept.live) : 0;
  if (!kept || kept.signIn.usableUntil <= now)
    return problemPage(
      400,
      'This sign-in link is not valid: it was used before, or is older than 15 minutes.',
      issuer,
    );
  const { live, signIn } = kept;
  const secret = keepSignIn(worlds, live, {
    ...signIn,
    kind: 'console',
    usableUntil: signIn.expiresAt,
    issuer,
    destination: fields.get('Destination') ?? '',
  });
  logCall(live, {
    at: new Date(now).toISOString(),
    service: 'signin',
    operation: 'ConsoleLogin',
    accountId: signIn.accountId,
    principalArn: signIn.identityArn,
    sessionName: signIn.identityArn.split('/').at(-1) ?? null,
    outcome: 'ok',
    requestId: randomUUID(),
  });
  return {
    status: 302,
    headers: {
      location: '/console/home',
      'set-cookie': `${COOKIE}=${secret}; HttpOnly; SameSite=Lax; Path=/console`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: '',
  };
}
