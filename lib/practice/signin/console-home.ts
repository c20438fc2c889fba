import type { WireRequest, WireResponse } from '../wire/request';
import type { Worlds } from '../world/worlds';
import { COOKIE } from './login';
import { consolePage, problemPage } from './pages';
import { findSignIn, worldNow } from './secrets';

function cookieOf(request: WireRequest): string {
  const cookies = (request.headers['cookie'] ?? '').split(/[;,]\s*/);
  const own = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return own?.slice(COOKIE.length + 1) ?? '';
}

/** The page that stands where AWS's console would be. */
export async function consoleHome(
  worlds: Worlds,
  request: WireRequest,
): Promise<WireResponse> {
  const kept = await findSignIn(worlds, 'console', cookieOf(request));
  if (!kept)
    return problemPage(
      401,
      'You are not signed in. Open the console again from Drawbridge.',
    );
  const { live, signIn } = kept;
  if (signIn.expiresAt <= worldNow(worlds, live))
    return problemPage(
      401,
      'Your session has expired. Open the console again from Drawbridge.',
      signIn.issuer,
    );
  const account = live.state.accounts.get(signIn.accountId);
  return consolePage({
    accountId: signIn.accountId,
    accountName: account?.name ?? '',
    identity: signIn.identityArn,
    expiresAt: new Date(signIn.expiresAt),
    destination: signIn.destination,
    issuer: signIn.issuer,
  });
}
