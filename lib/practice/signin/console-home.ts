import { Partition } from '@/lib/core/ids';
import { PARTITIONS } from '@/lib/core/partition';
import type { WireRequest, WireResponse } from '../wire/request';
import type { ConsoleSignIn, World } from '../world/types';
import type { Worlds } from '../world/worlds';
import { consoleAddress } from './console-address';
import { consolePage } from './console-page';
import { sessionCookie } from './logout';
import { problemPage } from './problem-page';
import { findSignIn } from './secrets';

const HOME = { partition: null, service: 'Console home', region: null };

function defaultRegionOf(partition: string): string {
  const known = Partition.safeParse(partition);
  return PARTITIONS[known.success ? known.data : 'aws'].defaultRegion;
}

function signedIn(world: World, signIn: ConsoleSignIn, nowMs: number): WireResponse {
  const account = world.accounts.get(signIn.accountId);
  return consolePage({
    account: {
      id: signIn.accountId,
      name: account?.name ?? '',
      alias: account?.alias ?? null,
      isProduction: account?.environment === 'production',
    },
    identity: signIn.identityArn,
    expiresAt: new Date(signIn.expiresAt),
    now: new Date(nowMs),
    destination: signIn.destination,
    address: consoleAddress(signIn.destination) ?? HOME,
    defaultRegion: defaultRegionOf(account?.partition ?? 'aws'),
    issuer: signIn.issuer,
  });
}

/** The page that stands where AWS's console would be. */
export async function consoleHome(
  worlds: Worlds,
  request: WireRequest,
): Promise<WireResponse> {
  const kept = await findSignIn(worlds, 'console', sessionCookie(request));
  if (!kept)
    return problemPage(
      401,
      'You are not signed in. Open the console again from Drawbridge.',
    );
  const { live, signIn } = kept;
  const now = live.now();
  if (signIn.expiresAt <= now)
    return problemPage(
      401,
      'Your session has expired. Open the console again from Drawbridge.',
      signIn.issuer,
    );
  return signedIn(live.state, signIn, now);
}
