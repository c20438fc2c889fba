import { titled } from '@/components/frame/titled';
import { ConnectAccount } from '@/components/inventory/connect-account';
import { requireContext } from '@/lib/server/context';
import { connectAccountAction, prepareConnectionAction } from '../actions';

async function Connect() {
  await requireContext();
  return (
    <ConnectAccount connect={connectAccountAction} prepare={prepareConnectionAction} />
  );
}

export default titled('Connect an account', Connect);
