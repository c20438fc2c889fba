import type { Metadata } from 'next';
import { HomePage } from '@/components/credentials/home-page';
import { getHome } from '@/lib/credentials/get-home';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { found, requireContext } from '@/lib/server/context';
import { toDoOf } from '@/lib/server/to-do';
import { listPlans } from '@/lib/setup/list-plans';
import { pinAction } from './actions';

export const metadata: Metadata = { title: 'Home' };

export default async function Home() {
  const { ports, actor } = await requireContext();
  const [home, plans, accounts] = await Promise.all([
    getHome(ports, actor),
    listPlans(ports, actor),
    listAccounts(ports, actor),
  ]);
  return (
    <HomePage
      home={found(home)}
      endpoints={{ credentials: '/api/v1/credentials', console: '/api/v1/console' }}
      pinAction={pinAction}
      toDo={toDoOf(found(plans), found(accounts))}
    />
  );
}
