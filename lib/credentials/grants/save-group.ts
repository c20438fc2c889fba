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
  { id, name, memberIds, wasMemberIds }: SaveGroupInput,
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
  const who = sayPeople(group.memberIds, people);
  const moves = sayMoves(id ? wasMemberIds : [], group.memberIds, people);
  const sentence = `${actor.name} set the group ${name}: ${who}.${moves}`;
  const entry = grantEntry(actor, 'group.saved', sentence, name);
  const was = id ? wasMemberIds : null;
  const saved = await deps.personGroups.save(workspaceId, group, was, entry);
  if (saved === 'changed-since') return err(groupChangedSince(name));
  return saved === 'saved' ? ok({ id: group.id }) : err(nameIsTaken(name));
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

function sayPeople(ids: readonly string[], people: Person[]): string {
  const names = new Map(people.map(({ userId, name }) => [`${userId}`, name]));
  return ids.map((id) => names.get(id) ?? 'somebody who left').join(', ') || 'nobody';
}

/** Who came and who went. */
function sayMoves(
  was: readonly string[],
  is: readonly string[],
  people: Person[],
): string {
  const come = is.filter((id) => !was.includes(id));
  const gone = was.filter((id) => !is.includes(id));
  return [
    come.length > 0 ? ` Added: ${sayPeople(come, people)}.` : '',
    gone.length > 0 ? ` Removed: ${sayPeople(gone, people)}.` : '',
  ].join('');
}

const groupChangedSince = (name: string): AppError => ({
  kind: 'conflict',
  message: `Somebody changed who is in the group ${name} since the page was read. Nothing was written. Reload the page and look again.`,
});

const noGroup: AppError = { kind: 'not_found', what: 'This group' };

const nameIsTaken = (name: string): AppError => {
  const message = `There is a group ${name} already. Pick another name.`;
  return { kind: 'invalid_input', message, fields: { name: message } };
};

const isNamed = (name: string): AppError => ({
  kind: 'conflict',
  message: `The group ${name} holds roles, or approves requests for them. End or change those grants first.`,
});
