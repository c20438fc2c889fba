import { titled } from '@/components/frame/titled';
import { AccountsPage } from '@/components/inventory/accounts-page';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { found, requireContext } from '@/lib/server/context';
import { startSyncAction } from './actions';

async function Accounts() {
  const { ports, actor } = await requireContext();
  const [accounts, sync] = await Promise.all([
    listAccounts(ports, actor),
    ports.syncs.latest(actor.workspaceId),
  ]);
  return (
    <AccountsPage accounts={found(accounts)} sync={sync} startSync={startSyncAction} />
  );
}

export default titled('Accounts', Accounts);
