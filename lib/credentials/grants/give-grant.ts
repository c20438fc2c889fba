import { requirePermission } from '@/lib/auth/permissions';
import type { AppError, FieldErrors } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  GrantTerms,
  GrantTo,
  NamedGrant,
  Person,
  StoredPersonGroup,
} from '@/lib/ports';
import { changedSince, type GrantDeps, grantEntry, sayRole } from './grant-deps';
import { hasRunOut, settleRule } from './grant-rule';
import type { GiveGrantInput, GrantView } from './grant-schema';
import { grantView, keyOf } from './list-role-grants';
import { sayTerms, sayTo } from './say-grant';
import { tellingOf } from './telling-of-grant';

/** Gives a role to a person, to a group, or to everybody here; with a plan, or by itself. */
export async function giveGrant(
  deps: GrantDeps,
  actor: Actor,
  { roleArn, ...wish }: GiveGrantInput,
  planId: string | null = null,
): Promise<Result<GrantView, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const [settled, [role], accounts] = await Promise.all([
    settleWish(deps, actor, wish),
    deps.vendableRoles.list(workspaceId, [roleArn]),
    deps.accounts.list(workspaceId),
  ]);
  if (!role) return err(cannotTake(roleArn));
  if (!settled.ok) return settled;
  const { named, terms } = settled.value;
  const now = deps.clock.now();
  const grant = {
    id: deps.random.uuid(),
    workspaceId,
    roleArn,
    to: named.to,
    ...terms,
    createdAt: now,
    createdByName: actor.name,
  };
  const given: NamedGrant = { ...grant, ...named, ...NEW };
  const sentence = `${actor.name} gave ${sayRole(roleArn, accounts)} to ${sayTo(given)}, ${sayTerms(given)}.`;
  const entry = {
    ...grantEntry(actor, 'grant.given', sentence, roleArn, { grant: grant.id }),
    planId,
  };
  const happening = { event: 'grant-given', byName: actor.name } as const;
  const telling = await tellingOf(deps, given, happening);
  const change = { kind: 'add', grant } as const;
  const isDone = await deps.grants.apply([{ change, entry, telling }]);
  if (!isDone) return err(await whyNotGiven(deps, given));
  await deps.notifier.send();
  return ok(grantView(given, now));
}

/** They hold it already; or the group that it is for, or that approves, was removed just now. */
async function whyNotGiven(
  { grants }: Pick<GrantDeps, 'grants'>,
  { workspaceId, roleArn, ...given }: NamedGrant,
): Promise<AppError> {
  const open = await grants.listOpen(workspaceId, [roleArn]);
  const isHeld = open.some(({ to }) => keyOf(to) === keyOf(given.to));
  return isHeld ? alreadyHeld(sayTo(given)) : changedSince;
}

/** Whom a form means and what it allows; refused when nobody here could have it so. */
export async function settleWish(
  deps: Pick<GrantDeps, 'people' | 'personGroups' | 'clock'>,
  { workspaceId }: Actor,
  { to: key, ...terms }: Omit<GiveGrantInput, 'roleArn'>,
): Promise<Result<{ named: Named; terms: GrantTerms }, AppError>> {
  const [people, groups] = await Promise.all([
    deps.people.listPeople(workspaceId),
    deps.personGroups.list(workspaceId),
  ]);
  const named = findTo(key, people, groups);
  if (!named) return err(wrong({ to: 'Pick somebody who is in this workspace.' }));
  if (hasRunOut(terms, deps.clock.now())) return err(endIsPast);
  const rule = settleRule(terms, { people, groups });
  return rule.ok ? ok({ named, terms: { ...terms, ...rule.value } }) : rule;
}

type Named = { to: GrantTo; toName: string | null };

const NEW = { endedAt: null, endedByName: null, version: 1 };

/** Whom a key of the form means; null when nobody here is meant. */
export function findTo(
  key: string,
  people: readonly Person[],
  groups: readonly StoredPersonGroup[],
): Named | null {
  if (key === 'everybody') return { to: { kind: 'everybody' }, toName: null };
  const person = people.find(({ userId }) => key === `person:${userId}`);
  if (person)
    return { to: { kind: 'person', userId: person.userId }, toName: person.name };
  const group = groups.find(({ id }) => key === `group:${id}`);
  return group ? { to: { kind: 'group', groupId: group.id }, toName: group.name } : null;
}

const wrong = (fields: FieldErrors): AppError => ({
  kind: 'invalid_input',
  message: Object.values(fields)[0] ?? '',
  fields,
});

export const endIsPast = wrong({ endsAt: 'This moment is past. Pick a later one.' });

const cannotTake = (roleArn: string): AppError => ({
  kind: 'conflict',
  message: `This console cannot take ${roleArn}: by the latest reading its trust policy names neither the console nor its issuer. Change the trust policy and read the account again.`,
});

const alreadyHeld = (toName: string): AppError => ({
  kind: 'conflict',
  message: `This role is given to ${toName} already. Change that grant instead.`,
});
