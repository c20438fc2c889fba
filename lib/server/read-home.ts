import 'server-only';
import { getHome } from '@/lib/credentials/get-home';
import { readOnce } from '@/lib/credentials/grants/read-once';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { listAccounts } from '@/lib/inventory/list-accounts';
import type { Actor } from '@/lib/ports';
import { listCallingPlans } from '@/lib/setup/list-calling-plans';
import type { Services } from './service-ports';

type Ports = Pick<
  Services,
  'grants' | 'issues' | 'accounts' | 'stepUps' | 'ends' | 'requests'
> & { clock: Pick<Services['clock'], 'now'> };

/** All that the home page shows, read at once. */
export async function readHome(ports: Ports, actor: Actor) {
  const asked = { ...ports, accounts: readOnce(ports.accounts) };
  const [home, plans, accounts, requests] = await Promise.all([
    getHome(asked, actor),
    listCallingPlans(asked, actor),
    listAccounts(asked, actor),
    listRequests(asked, actor, { show: 'decide' }),
  ]);
  return { home, plans, accounts, requests };
}
