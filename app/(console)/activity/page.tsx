import { ActivityPage } from '@/components/activity/activity-page';
import { titled } from '@/components/frame/titled';
import { listActivity } from '@/lib/activity/list-activity';
import { ActivityFilter } from '@/lib/activity/schema';
import { found, requireContext } from '@/lib/server/context';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Activity({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const asked = ActivityFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : ActivityFilter.parse({});
  return <ActivityPage page={found(await listActivity(ports, actor, filter))} />;
}

export default titled('Activity', Activity);
