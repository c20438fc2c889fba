import { titled } from '@/components/frame/titled';
import { AccessPage } from '@/components/inventory/access-page';
import { can } from '@/lib/auth/permissions';
import { listCrossings } from '@/lib/inventory/list-crossings';
import { AccessFilter } from '@/lib/inventory/schema';
import { found, requireContext } from '@/lib/server/context';
import { planMendAction } from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Access({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const asked = AccessFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : AccessFilter.parse({});
  return (
    <AccessPage
      page={found(await listCrossings(ports, actor, filter))}
      planMend={can(actor, 'plan:create') ? planMendAction : null}
    />
  );
}

export default titled('Access', Access);
