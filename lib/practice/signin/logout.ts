import { PARTITIONS } from '@/lib/core/partition';
import type { WireRequest, WireResponse } from '../wire/request';
import { queryValue } from '../wire/request';
import type { Worlds } from '../world/worlds';
import { isLoopback, plainUrl } from './console-address';
import { logSignIn } from './log-sign-in';
import { COOKIE, cookieLine } from './login';
import { messagePage, problemPage } from './problem-page';
import { findSignIn } from './secrets';

const NO_STORE = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };

/** Secret of the console session that the browser holds; empty when it holds none. */
export function sessionCookie({ headers }: WireRequest): string {
  const cookies = (headers['cookie'] ?? '').split(/[;,]\s*/);
  const own = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return own?.slice(COOKIE.length + 1) ?? '';
}

const SIGN_IN_HOSTS = new Set(
  Object.values(PARTITIONS).flatMap(({ signinHost }) => signinHost ?? []),
);

/** A partition's sign-in host, or one of its regions'. */
const isSignInHost = ({ protocol, host }: URL): boolean =>
  protocol === 'https:' &&
  (SIGN_IN_HOSTS.has(host) || SIGN_IN_HOSTS.has(host.replace(/^[a-z0-9-]+\./, '')));

/** Where to go after signing out: this endpoint, by its name or AWS's, or a page on this machine. */
function nextPlace(text: string, { headers }: WireRequest): string | null {
  const url = plainUrl(text);
  const isHere = url && (isSignInHost(url) || url.host === headers['host']);
  if (isHere && url.pathname === '/federation') return `/federation${url.search}`;
  return url && isLoopback(url) ? url.href : null;
}

/**
 * AWS's sign-out address. It leads to where the session's cookie is sent.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_enable-console-custom-url.html
 */
export function oauth(request: WireRequest): WireResponse {
  if (queryValue(request, 'Action') !== 'logout')
    return problemPage(400, 'Action must be logout.');
  const next = queryValue(request, 'redirect_uri');
  if (next !== undefined && nextPlace(next, request) === null)
    return problemPage(400, 'The redirect_uri is not an address of AWS or this machine.');
  const query =
    next === undefined ? '' : `?${new URLSearchParams({ redirect_uri: next })}`;
  return {
    status: 303,
    headers: { location: `/console/logout${query}`, ...NO_STORE },
    body: '',
  };
}

/** Ends the console session for good, not only in this browser. */
export async function logout(
  worlds: Worlds,
  request: WireRequest,
): Promise<WireResponse> {
  const kept = await findSignIn(worlds, 'console', sessionCookie(request));
  kept?.forget();
  if (kept) {
    const { accountId, identityArn } = kept.signIn;
    const nowMs = kept.live.now();
    logSignIn(kept.live, 'Logout', { accountId, arn: identityArn, nowMs });
  }
  const headers = { ...NO_STORE, 'set-cookie': cookieLine('', '; Max-Age=0') };
  const next = nextPlace(queryValue(request, 'redirect_uri') ?? '', request);
  if (next !== null)
    return { status: 303, headers: { ...headers, location: next }, body: '' };
  const page = messagePage(
    200,
    'You have signed out',
    'The session in the practice console has ended. Its credentials work until they expire.',
    kept?.signIn.issuer ?? '',
  );
  return { ...page, headers: { ...page.headers, ...headers } };
}
