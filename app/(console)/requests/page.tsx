import { RequestsPage } from '@/components/credentials/requests/requests-page';
import { titled } from '@/components/frame/titled';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { RequestsFilter } from '@/lib/credentials/requests/request-schema';
import { found, requireContext } from '@/lib/server/context';
import {
  cancelRequestAction,
  decideAction,
  endAccessAction,
  reviewRequestAction,
} from './actions';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

async function Requests({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const asked = RequestsFilter.safeParse(await searchParams);
  const filter = asked.success ? asked.data : RequestsFilter.parse({});
  const view = found(await listRequests(ports, actor, filter));
  return (
    <RequestsPage
      view={view}
      show={filter.show}
      actions={{
        decide: decideAction,
        cancel: cancelRequestAction,
        end: endAccessAction,
        review: reviewRequestAction,
      }}
    />
  );
}

export default titled('Requests', Requests);
