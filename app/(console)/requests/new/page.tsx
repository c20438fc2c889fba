import type { Metadata } from 'next';
import { AskForm } from '@/components/credentials/requests/ask-form';
import { RoleArn } from '@/lib/core/ids';
import { listAskable } from '@/lib/credentials/requests/list-requests';
import { found, requireContext } from '@/lib/server/context';
import { askAction } from '../actions';

export const metadata: Metadata = { title: 'Ask for a role' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Ask({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const { role } = await searchParams;
  const wanted = RoleArn.safeParse(role);
  return (
    <AskForm
      options={found(await listAskable(ports, actor))}
      wanted={wanted.success ? wanted.data : null}
      ask={askAction}
    />
  );
}
