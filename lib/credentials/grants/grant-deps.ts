import { nameOfArn, parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import type {
  AccountStore,
  ActivityEntry,
  Actor,
  Clock,
  GrantStore,
  Notifier,
  PeopleStore,
  PersonGroupStore,
  Random,
  VendableRoleStore,
} from '@/lib/ports';

export type GrantDeps = {
  grants: Pick<GrantStore, 'find' | 'listOpen' | 'apply'>;
  vendableRoles: Pick<VendableRoleStore, 'list'>;
  personGroups: Pick<PersonGroupStore, 'list'>;
  people: Pick<PeopleStore, 'listPeople'>;
  accounts: Pick<AccountStore, 'list'>;
  notifier: Pick<Notifier, 'send'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

type Accounts = readonly { id: string; name: string }[];

/** The name of the role's account; its id where nobody named it. */
export function accountNameOf(roleArn: string, accounts: Accounts): string {
  const { accountId = '' } = parseArn(roleArn) ?? {};
  return accounts.find(({ id }) => id === accountId)?.name ?? accountId;
}

/** `deploy in Prod`. */
export const sayRole = (roleArn: string, accounts: Accounts): string =>
  `${nameOfArn(roleArn)} in ${accountNameOf(roleArn, accounts)}`;

/** One line of the log about a grant or a group. */
export const grantEntry = (
  actor: Pick<Actor, 'workspaceId' | 'userId' | 'name'>,
  event: string,
  sentence: string,
  target: string | null,
  details: ActivityEntry['details'] = {},
): ActivityEntry => ({
  workspaceId: actor.workspaceId,
  actorId: actor.userId,
  actorName: actor.name,
  event,
  outcome: 'ok',
  sentence,
  target,
  planId: null,
  details,
});

export const changedSince: AppError = {
  kind: 'conflict',
  message:
    'Somebody changed this grant, or gave the same one, since the page was read. Nothing was written. Reload the page and look again.',
};
