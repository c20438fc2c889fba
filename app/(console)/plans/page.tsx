import type { Metadata } from 'next';
import { PlansList } from '@/components/setup/plans-list';
import { found, requireContext } from '@/lib/server/context';
import { listPlans } from '@/lib/setup/list-plans';

export const metadata: Metadata = { title: 'Plans' };

export default async function Plans() {
  const { ports, actor } = await requireContext();
  return <PlansList plans={found(await listPlans(ports, actor))} />;
}
