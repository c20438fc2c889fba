import type { UserId } from '@/lib/core/ids';
import type {
  AccountStore,
  GrantTerms,
  NamedGrant,
  Notice,
  PersonGroupStore,
  Telling,
} from '@/lib/ports';
import { sayRole } from './grant-deps';
import { sayTerms, sayTo } from './say-grant';

export type TellingDeps = {
  accounts: Pick<AccountStore, 'list'>;
  personGroups: Pick<PersonGroupStore, 'list'>;
};

type GrantEvent = Extract<Notice, { toName: string }>['event'];
type Happening = {
  event: GrantEvent;
  /** Null where nobody did it. */
  byName: string | null;
};

/** What the words about a grant are made of. */
export type ToldGrant = GrantTerms &
  Pick<NamedGrant, 'id' | 'workspaceId' | 'roleArn' | 'version' | 'to' | 'toName'>;

/**
 * What is told of what became of a grant: to whoever chose to be told, and to the person whom it
 * is for, or the people of its group. What is for everybody is mailed to nobody.
 */
export async function tellingOf(
  deps: TellingDeps,
  grant: ToldGrant,
  { event, byName }: Happening,
): Promise<Telling> {
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
  return { notice, key, people: await holdersOf(deps, grant) };
}

async function holdersOf(
  { personGroups }: TellingDeps,
  { to, workspaceId }: ToldGrant,
): Promise<readonly UserId[]> {
  if (to.kind === 'everybody') return [];
  if (to.kind === 'person') return [to.userId];
  const groups = await personGroups.list(workspaceId);
  return groups.find(({ id }) => id === to.groupId)?.memberIds ?? [];
}
