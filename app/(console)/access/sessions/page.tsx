import type { Metadata } from 'next';
import { SessionsPage } from '@/components/credentials/sessions/sessions-page';
import { listSessions } from '@/lib/credentials/list-sessions';
import { SessionsFilter } from '@/lib/credentials/schema';
import { found, requireContext } from '@/lib/server/context';

export const metadata: Metadata = { title: 'Sessions' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Sessions({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const asked = SessionsFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : SessionsFilter.parse({});
  return <SessionsPage page={found(await listSessions(ports, actor, filter))} />;
}
