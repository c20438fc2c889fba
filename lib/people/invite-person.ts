import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { INVITE_PATH } from '@/lib/core/links';
import { err, ok, type Result } from '@/lib/core/result';
import { sayTime } from '@/lib/core/say-time';
import type {
  Actor,
  Clock,
  Courier,
  InviteStore,
  PeopleStore,
  Random,
  StoredInvite,
  TargetStore,
} from '@/lib/ports';
import { hashOfInviteSecret, newLinkSecret } from './link-secret';
import { noInvite } from './no-invite';
import { personEntry } from './person-entry';
import { ROLE_WORDS } from './role-words';
import type { InviteInput, InviteMade, WithdrawInviteInput } from './schema';

type Deps = {
  people: Pick<PeopleStore, 'listPeople'>;
  invites: Pick<InviteStore, 'put' | 'list' | 'remove'>;
  noticeTargets: Pick<TargetStore, 'list'>;
  courier: Pick<Courier, 'mail'>;
  clock: Pick<Clock, 'now'>;
  random: Random;
  env: { origin: string };
};

const MS_PER_DAY = 86_400_000;

/**
 * Invites one e-mail address as one role, by a link that works once. It goes by the workspace's
 * own mail server where it has one; else it is told here, once. An earlier link ends.
 */
export async function invitePerson(
  deps: Deps,
  actor: Actor,
  { email, role, days }: InviteInput,
): Promise<Result<InviteMade, AppError>> {
  const denied = requirePermission(actor, 'people:manage');
  if (denied) return err(denied);
  const people = await deps.people.listPeople(actor.workspaceId);
  const member = people.find((person) => person.email.toLowerCase() === email);
  if (member) return err(isMember(member.name));
  const now = deps.clock.now();
  const secret = newLinkSecret(deps.random);
  const invite: StoredInvite = {
    id: deps.random.uuid(),
    workspaceId: actor.workspaceId,
    email,
    role,
    createdById: actor.userId,
    createdByName: actor.name,
    createdAt: now,
    expiresAt: new Date(now.getTime() + days * MS_PER_DAY),
  };
  const sentence = `${actor.name} invited ${email} as ${ROLE_WORDS[role].name}.`;
  await deps.invites.put(
    { ...invite, secretHash: hashOfInviteSecret(secret) },
    personEntry(actor, 'invited', sentence, { email, role, days }),
  );
  const url = `${deps.env.origin}${INVITE_PATH}#${secret}`;
  const why = await whyNotMailed(deps, actor, invite, url);
  return ok(why === null ? { kind: 'mailed', email } : { kind: 'link', email, url, why });
}

/** Null when it was mailed. */
async function whyNotMailed(
  deps: Deps,
  actor: Actor,
  { id, email, role, expiresAt }: StoredInvite,
  url: string,
): Promise<string | null> {
  const targets = await deps.noticeTargets.list(actor.workspaceId);
  const target = targets.find(({ settings }) => settings.kind === 'email');
  if (!target) return 'This workspace has no mail server, so nothing was sent.';
  const text = [
    `${actor.name} invites you to the workspace ${actor.workspaceName} of Drawbridge, as ${ROLE_WORDS[role].name}.`,
    `Join here. The link works once, for you alone, until ${sayTime(expiresAt)}:`,
    url,
    `If you do not know ${actor.name}, leave it.`,
  ].join('\n\n');
  const subject = `${actor.name} invites you to ${actor.workspaceName}`;
  const sent = await deps.courier.mail(target, { to: email, subject, text, id });
  return sent.ok ? null : `No mail was sent. ${sent.error}`;
}

function isMember(name: string): AppError {
  const message = `${name} is in this workspace already. Change what they are in the list.`;
  return { kind: 'invalid_input', message, fields: { email: message } };
}

/** Takes an invite back: its link leads nowhere from then on. */
export async function withdrawInvite(
  deps: Pick<Deps, 'invites'>,
  actor: Actor,
  { id }: WithdrawInviteInput,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'people:manage');
  if (denied) return err(denied);
  const invites = await deps.invites.list(actor.workspaceId);
  const invite = invites.find((one) => one.id === id);
  if (!invite) return err(noInvite);
  const { email } = invite;
  const sentence = `${actor.name} took the invite of ${email} back.`;
  const entry = personEntry(actor, 'invite-withdrawn', sentence, { email });
  const isDone = await deps.invites.remove(actor.workspaceId, id, entry);
  return isDone ? ok(null) : err(noInvite);
}
