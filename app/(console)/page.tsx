import { headers } from 'next/headers';
import { Suspense } from 'react';
import { HomePage } from '@/components/credentials/home-page';
import { HomeSkeleton } from '@/components/credentials/home-skeleton';
import { titled } from '@/components/frame/titled';
import { can } from '@/lib/auth/permissions';
import { packRoles } from '@/lib/credentials/pack-roles';
import { found, requireContext } from '@/lib/server/context';
import { readHome } from '@/lib/server/read-home';
import { requestsToDo } from '@/lib/server/requests-to-do';
import { seenAddress } from '@/lib/server/seen-address';
import { toDoOf } from '@/lib/server/to-do';
import { revokingFor } from './access/sessions/revoking-for';
import { letSessionsSayAction, pinAction } from './actions';

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
  const { home, plans, accounts, requests } = await readHome(ports, actor);
  const { roles, ...others } = found(home);
  return (
    <HomePage
      home={{ ...others, roles: packRoles(roles) }}
      endpoints={{ credentials: '/api/v1/credentials', console: '/api/v1/console' }}
      pinAction={pinAction}
      letSay={can(actor, 'plan:create') ? letSessionsSayAction : null}
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
