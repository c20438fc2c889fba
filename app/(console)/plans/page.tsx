import { titled } from '@/components/frame/titled';
import { PlansList } from '@/components/setup/plans-list';
import { found, requireContext } from '@/lib/server/context';
import { listPlans } from '@/lib/setup/list-plans';

async function Plans() {
  const { ports, actor } = await requireContext();
  return <PlansList plans={found(await listPlans(ports, actor))} />;
}

export default titled('Plans', Plans);
