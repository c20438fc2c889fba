import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Person, PersonGroupStore } from '@/lib/ports';
import { type GrantDeps, grantEntry } from './grant-deps';
import type { RemoveGroupInput, SaveGroupInput } from './grant-schema';

type Deps = Pick<GrantDeps, 'people' | 'random'> & { personGroups: PersonGroupStore };

/** Makes a group, or changes its name and who is in it. Roles follow at once. */
export async function saveGroup(
  deps: Deps,
  actor: Actor,
  { id, name, memberIds }: SaveGroupInput,
): Promise<Result<{ id: string }, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  const [groups, people] = await Promise.all([
    deps.personGroups.list(workspaceId),
    deps.people.listPeople(workspaceId),
  ]);
  if (id !== '' && !groups.some((group) => group.id === id)) return err(noGroup);
  const members = people.filter(({ userId }) => memberIds.includes(userId));
  const group = {
    id: id || deps.random.uuid(),
    name,
    memberIds: members.map(({ userId }) => userId),
  };
  const sentence = `${actor.name} set the group ${name}: ${sayMembers(members)}.`;
  const entry = grantEntry(actor, 'group.saved', sentence, name);
  const isDone = await deps.personGroups.save(workspaceId, group, entry);
  return isDone ? ok({ id: group.id }) : err(nameIsTaken(name));
}

/** Removes a group that no grant names. */
export async function removeGroup(
  deps: Pick<Deps, 'personGroups'>,
  actor: Actor,
  { id }: RemoveGroupInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'grant:manage');
  if (denied) return err(denied);
  const groups = await deps.personGroups.list(actor.workspaceId);
  const group = groups.find((one) => one.id === id);
  if (!group) return err(noGroup);
  const sentence = `${actor.name} removed the group ${group.name}.`;
  const entry = grantEntry(actor, 'group.removed', sentence, group.name);
  const isDone = await deps.personGroups.remove(actor.workspaceId, id, entry);
  return isDone ? ok(null) : err(isNamed(group.name));
}

const sayMembers = (members: Person[]): string =>
  members.length === 0 ? 'nobody' : members.map(({ name }) => name).join(', ');

const noGroup: AppError = { kind: 'not_found', what: 'This group' };

const nameIsTaken = (name: string): AppError => {
  const message = `There is a group ${name} already. Pick another name.`;
  return { kind: 'invalid_input', message, fields: { name: message } };
};

const isNamed = (name: string): AppError => ({
  kind: 'conflict',
  message: `The group ${name} holds roles, or approves requests for them. End or change those grants first.`,
});
