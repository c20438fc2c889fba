import type { Metadata } from 'next';
import { AccountsPage } from '@/components/inventory/accounts-page';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { found, requireContext } from '@/lib/server/context';
import { startSyncAction } from './actions';

export const metadata: Metadata = { title: 'Accounts' };

export default async function Accounts() {
  const { ports, actor } = await requireContext();
  const [accounts, sync] = await Promise.all([
    listAccounts(ports, actor),
    ports.syncs.latest(actor.workspaceId),
  ]);
  return (
    <AccountsPage accounts={found(accounts)} sync={sync} startSync={startSyncAction} />
  );
}
