import { AskForm } from '@/components/credentials/requests/ask-form';
import { titled } from '@/components/frame/titled';
import { RoleArn } from '@/lib/core/ids';
import { askAgain } from '@/lib/credentials/requests/ask-again';
import { listAskable } from '@/lib/credentials/requests/list-requests';
import { OneRequestInput } from '@/lib/credentials/requests/request-schema';
import { found, requireContext } from '@/lib/server/context';
import { askAction } from '../actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Ask({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const { role, again } = await searchParams;
  const wanted = RoleArn.safeParse(role);
  const request = OneRequestInput.safeParse({ requestId: again });
  const fill = request.success
    ? found(await askAgain(ports, actor, request.data))
    : { roleArns: wanted.success ? [wanted.data] : [] };
  return (
    <AskForm
      options={found(await listAskable(ports, actor))}
      fill={fill}
      ask={askAction}
    />
  );
}

export default titled('Ask for a role', Ask);
