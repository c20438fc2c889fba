import type { WireResponse } from '../wire/request';
import type { Worlds } from '../world/worlds';
import { consoleAddress } from './console-address';
import { logSignIn } from './log-sign-in';
import { messagePage, problemPage } from './problem-page';
import { findSignIn, type Kept, keepSignIn } from './secrets';

export const COOKIE = 'practice-console';

export const cookieLine = (value: string, more = ''): string =>
  `${COOKIE}=${value}; HttpOnly; SameSite=Lax; Path=/console${more}`;

const invalidLink = (issuer: string): WireResponse =>
  messagePage(
    400,
    'This link does not work any more',
    'It was used before, or is older than 15 minutes. Open the console again from where you came.',
    issuer,
  );

const wrongPlace = (issuer: string): WireResponse =>
  problemPage(
    400,
    'The Destination is not a page of the AWS console that this account belongs to.',
    issuer,
  );

/** The sign-in behind a token, used up by this; null when the token is used, old or none. */
async function redeem(
  worlds: Worlds,
  token: string,
): Promise<(Kept & { nowMs: number }) | null> {
  const kept = await findSignIn(worlds, 'token', token);
  kept?.forget();
  const nowMs = kept ? kept.live.now() : 0;
  return kept && kept.signIn.usableUntil > nowMs ? { ...kept, nowMs } : null;
}

/** Uses a sign-in token up and leads to the console page. */
export async function login(
  worlds: Worlds,
  fields: Map<string, string>,
  method: string,
): Promise<WireResponse> {
  const issuer = fields.get('Issuer') ?? '';
  const destination = fields.get('Destination') ?? '';
  const address = consoleAddress(destination);
  if (!address) return wrongPlace(issuer);
  const redeemed = await redeem(worlds, fields.get('SigninToken') ?? '');
  if (!redeemed) return invalidLink(issuer);
  const { live, signIn, nowMs } = redeemed;
  const { accountId, identityArn, expiresAt } = signIn;
  const account = live.state.accounts.get(accountId);
  if (address.partition !== null && address.partition !== account?.partition)
    return wrongPlace(issuer);
  const secret = keepSignIn(worlds, live, {
    ...signIn,
    kind: 'console',
    usableUntil: expiresAt,
    issuer,
    destination,
  });
  logSignIn(live, 'ConsoleLogin', { accountId, arn: identityArn, nowMs });
  return {
    // after a form was sent, the browser must get the page, not send the form again
    status: method === 'POST' ? 303 : 302,
    headers: {
      location: '/console/home',
      'set-cookie': cookieLine(secret),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
    body: '',
  };
}
