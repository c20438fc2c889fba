import type { AppError } from '@/lib/core/errors';
import { RESET_PATH } from '@/lib/core/links';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityEntry,
  Actor,
  Clock,
  PasswordStore,
  PeopleStore,
  Random,
  StoredPasswordLink,
} from '@/lib/ports';
import { findMember } from './change-member';
import { hashOfResetSecret, newLinkSecret } from './link-secret';
import type { MemberInput, ResetLinkMade } from './schema';

type LinkDeps = {
  passwords: Pick<PasswordStore, 'putLink'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'base32'>;
  env: { origin: string };
};

type Deps = LinkDeps & { people: Pick<PeopleStore, 'listPeople'> };

const LIFE_MS = 24 * 3_600_000;

/** Somebody who is to set a new password, as they are known in one workspace. */
type Forgetful = Pick<Actor, 'workspaceId' | 'userId' | 'name' | 'email'>;

/** Who signs for a link that was made on the console's host, by whoever holds that. */
const HOST = { id: null, name: "Drawbridge's host" };

/**
 * Makes a link by which a member sets a new password, once, within a day; an earlier one ends.
 * It is told here, once. Whoever makes it could use it, so it takes an administrator of each
 * workspace that the person is in; nobody makes one for themselves, by a copied cookie least.
 */
export async function makeResetLink(
  deps: Deps,
  actor: Actor,
  { userId }: MemberInput,
): Promise<Result<ResetLinkMade, AppError>> {
  const person = await findMember(deps, actor, userId);
  if (!person.ok) return person;
  if (userId === actor.userId) return err(own);
  const { name, email } = person.value;
  const { workspaceId } = actor;
  const by = { id: actor.userId, name: actor.name };
  const made = await putLink(deps, { workspaceId, userId, name, email }, by);
  return made ? ok(made) : err(elsewhere(name));
}

/** The same on the console's host. Null where the person is in no workspace any more. */
export const makeHostResetLink = (
  deps: LinkDeps,
  person: Forgetful,
): Promise<ResetLinkMade | null> => putLink(deps, person, HOST);

async function putLink(
  { passwords, clock, random, env }: LinkDeps,
  { userId, workspaceId, name, email }: Forgetful,
  by: { id: Actor['userId'] | null; name: string },
): Promise<ResetLinkMade | null> {
  const secret = newLinkSecret(random);
  const createdAt = clock.now();
  const link: StoredPasswordLink = {
    userId,
    workspaceId,
    createdById: by.id,
    createdByName: by.name,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + LIFE_MS),
  };
  const entry: ActivityEntry = {
    workspaceId,
    actorId: by.id,
    actorName: by.name,
    event: 'person.reset-link',
    outcome: 'ok',
    sentence: `${by.name} made a link by which ${name} sets a new password.`,
    target: email,
    planId: null,
    details: {},
  };
  const secretHash = hashOfResetSecret(secret);
  if (!(await passwords.putLink({ ...link, secretHash }, entry))) return null;
  const url = `${env.origin}${RESET_PATH}#${secret}`;
  return { name, url, expiresAt: link.expiresAt.toISOString() };
}

const own: AppError = {
  kind: 'conflict',
  message: 'Change your own password in Settings, under You.',
};

const elsewhere = (name: string): AppError => ({
  kind: 'conflict',
  message: `${name} is in another workspace as well, which you do not administer. Whoever runs the console can make the link on its host, by: node bin/drawbridge.mjs reset-password`,
});
