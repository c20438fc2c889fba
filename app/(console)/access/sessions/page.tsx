import { SessionsPage } from '@/components/credentials/sessions/sessions-page';
import { titled } from '@/components/frame/titled';
import { listSessions } from '@/lib/credentials/list-sessions';
import { SessionsFilter } from '@/lib/credentials/schema';
import { found, requireContext } from '@/lib/server/context';
import { revokingFor } from './revoking-for';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Sessions({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const asked = SessionsFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : SessionsFilter.parse({});
  return (
    <SessionsPage
      page={found(await listSessions(ports, actor, filter))}
      actions={revokingFor(actor)}
    />
  );
}

export default titled('Sessions', Sessions);
