import { can, requirePermission } from '@/lib/auth/permissions';
import { nameOfArn, parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import { changesAreOff } from '@/lib/core/changes-are-off';
import { MAX_SESSION_SECONDS } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, FoundSession, StoredRevocation } from '@/lib/ports';
import type { RevocationView, RevokeInput } from '../schema';
import { denyOlderNamed, denyOlderSessions, denySession } from './denial-policy';
import { sayWhat, tell } from './journal';
import { revocationView } from './revocation-view';
import { type Place, placeOf, type RevokeDeps } from './revoke-deps';
import { settleRevocation } from './settle-revocation';
import { whyNotRevoke } from './why-not-revoke';

/** AWS's clock and ours may differ this much; the newest session shall not slip through. */
const SKEW_MS = 5_000;
/** A denial outlasts what it denies by this much, for the same reason. */
const MARGIN_MS = 15 * 60_000;

/**
 * Ends sessions before their time. Keys of STS cannot be called back, so the role itself gets a
 * statement that denies them everything: one session by its name, or every session (of a name)
 * that began before now. The statement has an end and is taken away after it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
 */
export async function revoke(
  deps: RevokeDeps,
  actor: Actor,
  input: RevokeInput,
): Promise<Result<RevocationView, AppError>> {
  if (!deps.env.areChangesOn) return err(changesAreOff);
  const subject = await subjectOf(deps, actor, input);
  if (!subject.ok) return subject;
  const { accountId = '' } = parseArn(subject.value.roleArn) ?? {};
  const place = await placeOf(deps, actor.workspaceId, accountId);
  if (!place) return err({ kind: 'no_connection', accountId });
  const why = whyNotRevoke(subject.value.roleArn, place.account.connection);
  if (why) return err({ kind: 'conflict', message: why });
  const full = await whenFull(deps, actor, subject.value);
  if (full) return err(full);
  const revocation = await prepare(deps, actor, subject.value, place);
  if (!revocation.ok) return revocation;
  const written = await begin(deps, actor, revocation.value);
  if (!written.ok) return written;
  const settled = await settleRevocation(deps, revocation.value);
  const view = revocationView(settled ?? revocation.value, place.account.name);
  return view.state === 'stopped' ? err(notRevoked(view)) : ok(view);
}

/** Denials share the 10,240 characters of a role's inline policies: one of the whole role has to fit. */
const SESSION_DENIALS_MAX = 20;

async function whenFull(
  { revocations }: Pick<RevokeDeps, 'revocations'>,
  { workspaceId }: Actor,
  { roleArn, sessionName }: Subject,
): Promise<AppError | null> {
  if (!sessionName) return null;
  const denials = (await revocations.listOpen(workspaceId)).filter(
    (open) => open.roleArn === roleArn && open.sessionName !== null,
  );
  if (denials.length < SESSION_DENIALS_MAX) return null;
  const message = `${SESSION_DENIALS_MAX} sessions of ${nameOfArn(roleArn)} are denied one by one already. Revoke every session of the role instead, or ask somebody who may.`;
  return { kind: 'conflict', message };
}

/** `session` is one of our own record; else it is all of the name, or every one. */
type Subject = {
  roleArn: string;
  sessionName: string | null;
  session: FoundSession | null;
};

/** What may be revoked by whom: one's own session by anybody, the rest by those in charge. */
async function subjectOf(
  deps: RevokeDeps,
  actor: Actor,
  input: RevokeInput,
): Promise<Result<Subject, AppError>> {
  if (input.scope === 'session') return recordedSession(deps, actor, input.sessionId);
  const denied = requirePermission(actor, 'session:administer');
  if (denied) return err(denied);
  const sessionName = input.scope === 'named' ? input.sessionName : null;
  return ok({ roleArn: input.roleArn, sessionName, session: null });
}

async function recordedSession(
  { issues, clock }: RevokeDeps,
  actor: Actor,
  id: string,
): Promise<Result<Subject, AppError>> {
  const denied = requirePermission(actor, 'credentials:issue');
  if (denied) return err(denied);
  const session = await issues.find(actor.workspaceId, id);
  const isTheirs = session?.userId === actor.userId || can(actor, 'session:administer');
  if (!session || !isTheirs) return err({ kind: 'not_found', what: 'This session' });
  if (session.revocationId !== null)
    return err({ kind: 'already_so', message: 'This session is revoked already.' });
  if (session.expiresAt <= clock.now())
    return err({ kind: 'already_so', message: 'This session has ended by itself.' });
  const { roleArn, sessionName } = session;
  return ok({ roleArn, sessionName, session });
}

async function prepare(
  deps: RevokeDeps,
  actor: Actor,
  { roleArn, sessionName, session }: Subject,
  { account, connection }: Place,
): Promise<Result<StoredRevocation, AppError>> {
  const target = { kind: 'role', roleName: nameOfArn(roleArn) } as const;
  const role = await deps.aws.readTarget(connection, target);
  if (!role.ok) return err(appErrorOf(role.error, account.id));
  if (!role.value.exists)
    return err({ kind: 'not_found', what: `${nameOfArn(roleArn)} in ${account.name}` });
  const now = deps.clock.now();
  const id = deps.random.uuid();
  const cutOffAt = new Date(now.getTime() + (session ? 0 : SKEW_MS));
  const lastEnd =
    session?.expiresAt.getTime() ?? cutOffAt.getTime() + MAX_SESSION_SECONDS * 1000;
  const endsAt = new Date(lastEnd + MARGIN_MS);
  const { id: roleId } = role.value;
  // A session is met by the role's id: without it the statement would deny nobody.
  if (sessionName && !roleId) return err(withoutId(roleArn));
  const denyNamed = session ? denySession : denyOlderNamed;
  const statement =
    sessionName && roleId
      ? denyNamed(id, { roleId, sessionName, cutOffAt, endsAt })
      : denyOlderSessions(id, { cutOffAt, endsAt });
  return ok({
    ...BLANK,
    id,
    workspaceId: actor.workspaceId,
    roleArn,
    accountId: account.id,
    sessionName,
    userId: session?.userId ?? null,
    cutOffAt,
    endsAt,
    statement: JSON.stringify(statement),
    createdById: actor.userId,
    createdByName: actor.name,
    createdAt: now,
  });
}

const BLANK = {
  state: 'writing',
  before: null,
  after: null,
  beforeRemoval: null,
  afterRemoval: null,
  intendedAt: null,
  calledAt: null,
  doneAt: null,
  removedAt: null,
  removedByName: null,
  requestId: null,
  detail: null,
  proof: null,
} as const;

/** Who asked is on record before anything else: when it cannot be, nothing is written. */
async function begin(
  deps: RevokeDeps,
  { userId, name }: Actor,
  revocation: StoredRevocation,
): Promise<Result<null, AppError>> {
  const sentence = `${name} asked to revoke ${sayWhat(revocation)}.`;
  const entry = { event: 'session.revoke', outcome: 'intent', sentence } as const;
  try {
    await tell(deps, revocation, { ...entry, actor: { userId, name } });
  } catch {
    return err(notWritten);
  }
  await deps.revocations.create(revocation);
  return ok(null);
}

const notWritten: AppError = {
  kind: 'unavailable',
  message:
    'The activity log cannot be written, so nothing was revoked. Try again in a minute.',
};

const withoutId = (roleArn: string): AppError => ({
  kind: 'unavailable',
  message: `AWS did not give the id of ${nameOfArn(roleArn)}, by which its sessions are told apart. Nothing was written. Try again in a minute.`,
});

function notRevoked({ roleName, accountName, detail }: RevocationView): AppError {
  const message = `Nothing was revoked on ${roleName} in ${accountName}: ${detail ?? 'AWS refused.'}`;
  return { kind: 'conflict', message };
}
