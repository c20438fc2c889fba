import { AskForm } from '@/components/credentials/requests/ask-form';
import { titled } from '@/components/frame/titled';
import { RoleArn } from '@/lib/core/ids';
import { listAskable } from '@/lib/credentials/requests/list-requests';
import { found, requireContext } from '@/lib/server/context';
import { askAction } from '../actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Ask({ searchParams }: Props) {
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

export default titled('Ask for a role', Ask);
