import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AccountPage } from '@/components/inventory/account-page';
import { AccountId } from '@/lib/core/ids';
import { getAccount } from '@/lib/inventory/get-account';
import { found, requireContext } from '@/lib/server/context';
import {
  checkConnectionAction,
  disconnectAccountAction,
  startSyncAction,
} from '../actions';

export const metadata: Metadata = { title: 'Account' };

type Props = { params: Promise<{ accountId: string }> };

export default async function Account({ params }: Props) {
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
