import type { Metadata } from 'next';
import { ConnectAccount } from '@/components/inventory/connect-account';
import { requireContext } from '@/lib/server/context';
import { connectAccountAction, prepareConnectionAction } from '../actions';

export const metadata: Metadata = { title: 'Connect an account' };

export default async function Connect() {
  await requireContext();
  return (
    <ConnectAccount connect={connectAccountAction} prepare={prepareConnectionAction} />
  );
}
