import type { Metadata } from 'next';
import { RequestsPage } from '@/components/credentials/requests/requests-page';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { RequestsFilter } from '@/lib/credentials/requests/request-schema';
import { found, requireContext } from '@/lib/server/context';
import {
  cancelRequestAction,
  decideAction,
  endAccessAction,
  reviewRequestAction,
} from './actions';

export const metadata: Metadata = { title: 'Requests' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Requests({ searchParams }: Props) {
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
