import type { UserId } from '@/lib/core/ids';
import type {
  AccountStore,
  NamedGrant,
  Notice,
  Notifier,
  PersonGroupStore,
} from '@/lib/ports';
import { sayRole } from './grant-deps';
import { sayTerms, sayTo } from './say-grant';

type Deps = {
  notifier: Notifier;
  accounts: Pick<AccountStore, 'list'>;
  personGroups: Pick<PersonGroupStore, 'list'>;
};

type GrantEvent = Extract<Notice, { toName: string }>['event'];
type Happening = {
  event: GrantEvent;
  /** Null where nobody did it. */
  byName: string | null;
};

/**
 * Tells what became of a grant: whoever chose to be told, and the person whom it is for, or the
 * people of its group. What is for everybody is mailed to nobody. Told again, it is sent once.
 */
export async function tellOfGrant(
  deps: Deps,
  grant: NamedGrant,
  { event, byName }: Happening,
): Promise<void> {
  const { workspaceId, roleArn, id, version } = grant;
  const accounts = await deps.accounts.list(workspaceId);
  const notice: Notice = {
    event,
    role: sayRole(roleArn, accounts),
    toName: sayTo(grant),
    words: sayTerms(grant),
    byName,
    page: '/',
  };
  const key = `grant ${id} ${version} ${event}`;
  await deps.notifier.tell(workspaceId, notice, key, await holdersOf(deps, grant));
}

async function holdersOf(
  { personGroups }: Deps,
  { to, workspaceId }: NamedGrant,
): Promise<readonly UserId[]> {
  if (to.kind === 'everybody') return [];
  if (to.kind === 'person') return [to.userId];
  const groups = await personGroups.list(workspaceId);
  return groups.find(({ id }) => id === to.groupId)?.memberIds ?? [];
}
