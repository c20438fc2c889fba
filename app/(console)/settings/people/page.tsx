import { titled } from '@/components/frame/titled';
import { PeoplePage } from '@/components/people/people-page';
import { listPeople } from '@/lib/people/list-people';
import { found, requireContext } from '@/lib/server/context';
import {
  inviteAction,
  makeResetLinkAction,
  removeMemberAction,
  setRoleAction,
  withdrawInviteAction,
} from './actions';

async function People() {
  const { ports, actor } = await requireContext();
  return (
    <PeoplePage
      view={found(await listPeople(ports, actor))}
      workspaceName={actor.workspaceName}
      calls={{
        invite: inviteAction,
        withdraw: withdrawInviteAction,
        setRole: setRoleAction,
        makeResetLink: makeResetLinkAction,
        remove: removeMemberAction,
      }}
    />
  );
}

export default titled('People', People);
