import { notFound } from 'next/navigation';
import { titled } from '@/components/frame/titled';
import { AccountPage } from '@/components/inventory/account-page';
import { AccountId } from '@/lib/core/ids';
import { getAccount } from '@/lib/inventory/get-account';
import { found, requireContext } from '@/lib/server/context';
import {
  checkConnectionAction,
  disconnectAccountAction,
  startSyncAction,
} from '../actions';

type Props = { params: Promise<{ accountId: string }> };

async function Account({ params }: Props) {
  const { ports, actor } = await requireContext();
  const accountId = AccountId.safeParse((await params).accountId);
  if (!accountId.success) notFound();
  return (
    <AccountPage
      account={found(await getAccount(ports, actor, accountId.data))}
      checkConnection={checkConnectionAction}
      startSync={startSyncAction}
      disconnect={disconnectAccountAction}
    />
  );
}

export default titled('Account', Account);
