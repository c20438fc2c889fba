import { headers } from 'next/headers';
import { Suspense } from 'react';
import { HomePage } from '@/components/credentials/home-page';
import { HomeSkeleton } from '@/components/credentials/home-skeleton';
import { titled } from '@/components/frame/titled';
import { getHome } from '@/lib/credentials/get-home';
import { readOnce } from '@/lib/credentials/grants/read-once';
import { packRoles } from '@/lib/credentials/pack-roles';
import { listRequests } from '@/lib/credentials/requests/list-requests';
import { listAccounts } from '@/lib/inventory/list-accounts';
import { found, requireContext } from '@/lib/server/context';
import { requestsToDo } from '@/lib/server/requests-to-do';
import { seenAddress } from '@/lib/server/seen-address';
import { toDoOf } from '@/lib/server/to-do';
import { listCallingPlans } from '@/lib/setup/list-calling-plans';
import { revokingFor } from './access/sessions/revoking-for';
import { pinAction } from './actions';

function Home() {
  return (
    <Suspense fallback={<HomeSkeleton />}>
      <HomeContent />
    </Suspense>
  );
}

async function HomeContent() {
  const { ports, actor } = await requireContext();
  const isPractice = actor.workspaceKind === 'practice';
  const asked = { ...ports, accounts: readOnce(ports.accounts) };
  const [home, plans, accounts, requests] = await Promise.all([
    getHome(asked, actor),
    listCallingPlans(asked, actor),
    listAccounts(asked, actor),
    listRequests(asked, actor, { show: 'decide' }),
  ]);
  const { roles, ...others } = found(home);
  return (
    <HomePage
      home={{ ...others, roles: packRoles(roles) }}
      endpoints={{ credentials: '/api/v1/credentials', console: '/api/v1/console' }}
      pinAction={pinAction}
      revokeActions={revokingFor(actor)}
      endpointUrl={isPractice ? (ports.env.practice?.url ?? null) : null}
      seenAddress={seenAddress(await headers(), isPractice)}
      toDo={[
        ...requestsToDo(found(requests).rows),
        ...toDoOf(found(plans), found(accounts), actor.workspaceKind),
      ]}
    />
  );
}

export default titled('Home', Home);
