import 'server-only';
import { headers } from 'next/headers';
import { permanentRedirect } from 'next/navigation';
import { isOurHost } from './check-origin';
import type { Services } from './service-ports';

/**
 * Sends a page that was asked for under another name of this machine to the same page at the
 * canonical origin. (A redirect by the proxy would not get there: Next takes all loopback names
 * for one and makes it relative.)
 */
export async function requireOwnHost({ env }: Pick<Services, 'env'>): Promise<void> {
  const asked = await headers();
  if (isOurHost(asked, env.origin)) return;
  const path = asked.get('x-path') ?? '/';
  permanentRedirect(`${env.origin}${path.startsWith('/') ? path : '/'}`);
}
