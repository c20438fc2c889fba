import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, Ended, MemberStore, PeopleStore } from '@/lib/ports';
import { personEntry } from './person-entry';
import { ROLE_WORDS } from './role-words';
import { sayCounts } from './say-counts';
import type { MemberInput, SetRoleInput } from './schema';

type Deps = {
  people: Pick<PeopleStore, 'listPeople'>;
  members: Pick<MemberStore, 'setRole' | 'remove'>;
  clock: Pick<Clock, 'now'>;
};

/** Says what a member may do here. It holds from their next click on; who rises signs in anew. */
export async function setRole(
  deps: Deps,
  actor: Actor,
  { userId, role }: SetRoleInput,
): Promise<Result<null, AppError>> {
  const person = await findMember(deps, actor, userId);
  if (!person.ok) return person;
  const { name, email, role: before } = person.value;
  if (before === role) return err(alreadySo(name, role));
  const sentence = `${actor.name} made ${name} ${ROLE_WORDS[role].name}, who was ${ROLE_WORDS[before].name}.`;
  const entry = personEntry(actor, 'role-changed', sentence, { email, before, role });
  return answer(await deps.members.setRole(actor.workspaceId, userId, role, entry));
}

/** Takes a person out of the workspace, with all that they hold here. */
export async function removeMember(
  deps: Deps,
  actor: Actor,
  { userId }: MemberInput,
): Promise<Result<null, AppError>> {
  const person = await findMember(deps, actor, userId);
  if (!person.ok) return person;
  const { name, email } = person.value;
  const by = { at: deps.clock.now(), name: actor.name };
  return answer(
    await deps.members.remove(actor.workspaceId, userId, by, (ended) => {
      const sentence = `${actor.name} removed ${name} from the workspace.${sayEnded(ended)}`;
      return personEntry(actor, 'removed', sentence, { email, ...ended });
    }),
  );
}

/** Somebody of the actor's workspace, for those who say who is in it. */
export async function findMember(
  { people }: Pick<Deps, 'people'>,
  actor: Actor,
  userId: MemberInput['userId'],
) {
  const denied = requirePermission(actor, 'people:manage');
  if (denied) return err(denied);
  const members = await people.listPeople(actor.workspaceId);
  const person = members.find((one) => one.userId === userId);
  return person ? ok(person) : err(noMember);
}

const answer = (
  change: Awaited<ReturnType<MemberStore['setRole']>>,
): Result<null, AppError> => {
  if (change === 'done') return ok(null);
  return err(change === 'gone' ? noMember : lastAdministrator);
};

const sayEnded = ({ grants, requests, tokens }: Ended): string =>
  sayCounts([
    [grants, 'grant'],
    [requests, 'request'],
    [tokens, 'signed-in computer'],
  ]);

const noMember: AppError = { kind: 'not_found', what: 'This member' };

const alreadySo = (name: string, role: SetRoleInput['role']): AppError => ({
  kind: 'already_so',
  message: `${name} is ${ROLE_WORDS[role].name} already.`,
});

const lastAdministrator: AppError = {
  kind: 'conflict',
  message:
    'A workspace keeps one administrator at least. Make somebody else administrator first.',
};
