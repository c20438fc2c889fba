import { parseArn } from '@/lib/core/arn';
import { appErrorOf } from '@/lib/core/aws-failure';
import { sayDuration } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  ActivityEntry,
  ActivityLog,
  Actor,
  AssumedRole,
  Aws,
  AwsConnection,
  AwsFailure,
  IdentityTokens,
  IssueStore,
  Random,
  StoredIssue,
} from '@/lib/ports';
import { findHeldRole, type HeldDeps } from './grants/find-held-role';
import type { HeldRole } from './grants/held-role';
import { limitsOf, narrowLimits } from './grants/narrow-limits';
import { whyNotTrusted } from './grants/why-not-trusted';
import { subjectOf } from './issuer/subject';
import { secondsWithin, sessionCapOf } from './session-cap';
import {
  type SessionLimits,
  type SessionPolicy,
  sayLimits,
  sessionPolicyOf,
} from './session-limits';

export type TakeRoleDeps = HeldDeps & {
  issues: Pick<IssueStore, 'record'>;
  accounts: Pick<AccountStore, 'find'>;
  activity: Pick<ActivityLog, 'append'>;
  aws: Pick<Aws, 'assumeRole' | 'assumeRoleByToken'>;
  identityTokens: Pick<IdentityTokens, 'mint'>;
  random: Random;
  /** The connection whose identity takes the roles that are handed out. */
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
};

export type TakenRole = {
  /** Of our record of the session. */
  sessionId: string;
  role: HeldRole;
  hub: AwsConnection;
  sessionName: string;
  sourceIdentity: string | null;
  assumed: AssumedRole;
};

/** What is asked for; without limits the session may what the role may. */
export type TakeWish = {
  roleArn: string;
  durationSeconds: number;
} & Partial<SessionLimits>;

type Wish = TakeWish & { use: StoredIssue['use'] };
type Prepared = {
  role: HeldRole;
  hub: AwsConnection;
  accountName: string;
  /** The grant's own, and what the person takes away beside them. */
  limits: SessionLimits;
  externalId: string | null;
  durationSeconds: number;
  sessionName: string;
  sourceIdentity: string | null;
  session: SessionPolicy;
  /** Says who asks, where the role is taken by one; null where the broker asks. A secret. */
  token: string | null;
};

const SESSION_SUFFIX_LENGTH = 8;

/** The name CloudTrail shows for everything the person does by way of this console. */
export const sourceIdentityOf = (actor: Pick<Actor, 'handle'>): string =>
  `db-${actor.handle}`;

const notWritten: AppError = {
  kind: 'unavailable',
  message:
    'The activity log cannot be written, so no credentials were handed out. Try again in a minute.',
};

/**
 * Takes a role for a person who holds a grant on it. The intent is on record before AWS is
 * asked and the outcome before anything is handed out; when either cannot be written, nothing
 * leaves.
 */
export async function takeRole(
  deps: TakeRoleDeps,
  actor: Actor,
  wish: Wish,
): Promise<Result<TakenRole, AppError>> {
  const prepared = await prepare(deps, actor, wish);
  if (!prepared.ok) return refuse(deps, actor, wish, prepared.error);
  const { role, hub, accountName, limits, sessionName, sourceIdentity, durationSeconds } =
    prepared.value;
  const place = `${role.roleName} in ${accountName}`;
  const narrowed = { ...wish, ...limits };
  const purpose = purposeOf(narrowed);
  const say = entryOf(actor, wish, {
    sessionName,
    sourceIdentity: sourceIdentity ?? 'none',
    durationSeconds,
    grant: role.grant.id,
  });

  const asks = `${actor.name} asks for ${place} for ${sayDuration(durationSeconds)}, ${purpose}.`;
  if (!(await isWritten(deps, say('requested', 'intent', asks)))) return err(notWritten);

  const assumed = await assume(deps, prepared.value);
  if (!assumed.ok) {
    const outcome = assumed.error.kind === 'refused' ? 'refused' : 'failed';
    const sentence = `${actor.name} did not get ${place}: ${reasonOf(assumed.error)}`;
    await isWritten(deps, say('refused', outcome, sentence));
    return err(await refusalOf(deps, actor, assumed.error, role));
  }
  const { expiresAt } = assumed.value.credentials;
  const took = `${actor.name} took ${place} until ${expiresAt.toISOString()}, ${purpose}.`;
  if (!(await isWritten(deps, say('issued', 'ok', took)))) return err(notWritten);
  const sessionId = deps.random.uuid();
  const names = { sessionId, sessionName, sourceIdentity };
  const taken = { ...names, role, hub, assumed: assumed.value };
  await record(deps, actor, narrowed, taken);
  return ok(taken);
}

/** Asks AWS for the session: by a token of our issuer, or by the broker. */
const assume = (
  deps: TakeRoleDeps,
  prepared: Prepared,
): Promise<Result<AssumedRole, AwsFailure>> => {
  const { role, hub, sessionName, durationSeconds, session } = prepared;
  const request = {
    roleArn: role.roleArn,
    sessionName,
    durationSeconds,
    ...(session.policy ? { sessionPolicy: session.policy } : {}),
    ...(session.policyArns.length > 0 ? { sessionPolicyArns: session.policyArns } : {}),
  };
  const { sourceIdentity, externalId, token } = prepared;
  if (token !== null) return deps.aws.assumeRoleByToken(hub, { ...request, token });
  return deps.aws.assumeRole(hub, {
    ...request,
    ...(sourceIdentity ? { sourceIdentity } : {}),
    ...(externalId ? { externalId } : {}),
  });
};

async function prepare(
  deps: TakeRoleDeps,
  actor: Actor,
  wish: Wish,
): Promise<Result<Prepared, AppError>> {
  const within = await withinGrant(deps, actor, wish);
  if (!within.ok) return within;
  const { role } = within.value;
  const [hub, account] = await Promise.all([
    deps.hubOf(actor.workspaceId),
    deps.accounts.find(actor.workspaceId, role.accountId),
  ]);
  if (!hub) return err({ kind: 'no_connection', accountId: role.accountId });
  const partition = parseArn(wish.roleArn)?.partition ?? '';
  if (hub.partition !== partition) {
    const message = `${wish.roleArn} is in the partition ${partition}, and this console signs in to ${hub.partition}. STS does not cross partitions.`;
    return err({ kind: 'unavailable', message });
  }
  const session = sessionPolicyOf(within.value.limits, partition);
  if (!session.ok) return session;
  // A trust policy that does not allow sts:SetSourceIdentity refuses the whole call for it.
  const sourceIdentity = role.takesSourceIdentity ? sourceIdentityOf(actor) : null;
  const token = await tokenFor(deps, actor, role, sourceIdentity);
  if (!token.ok) return token;
  return ok({
    ...within.value,
    hub,
    token: token.value,
    accountName: account?.name ?? role.accountId,
    externalId: account?.connection?.externalId ?? null,
    sessionName: `${sourceIdentityOf(actor)}-${deps.random.base32(SESSION_SUFFIX_LENGTH)}`,
    sourceIdentity,
    session: session.value,
  });
}

type Within = Pick<Prepared, 'role' | 'limits' | 'durationSeconds'>;

/** What the person holds, and their wish cut to what the grant allows. */
async function withinGrant(
  deps: TakeRoleDeps,
  actor: Actor,
  { roleArn, durationSeconds: wantedSeconds, ...wished }: Wish,
): Promise<Result<Within, AppError>> {
  const role = await findHeldRole(deps, actor, roleArn);
  if (!role.ok) return role;
  const limits = narrowLimits(limitsOf(role.value.grant), wholeLimits(wished));
  if (!limits.ok) return limits;
  const cap = sessionCapOf(role.value);
  const durationSeconds = secondsWithin(cap, wantedSeconds);
  if (durationSeconds === null) {
    const { capSeconds: maxSeconds, capCause: cause } = cap;
    return err({ kind: 'duration_too_long', maxSeconds, cause });
  }
  return ok({ role: role.value, limits: limits.value, durationSeconds });
}

const tokenFor = async (
  { identityTokens }: TakeRoleDeps,
  { workspaceId, handle }: Actor,
  { isByToken }: HeldRole,
  sourceIdentity: string | null,
): Promise<Result<string | null, AppError>> =>
  isByToken
    ? identityTokens.mint(workspaceId, { subject: subjectOf(handle), sourceIdentity })
    : ok(null);

const wholeLimits = (limits: Partial<SessionLimits>): SessionLimits => ({
  isReadOnly: limits.isReadOnly ?? false,
  services: limits.services ?? [],
  fromIp: limits.fromIp ?? null,
});

async function refuse(
  deps: TakeRoleDeps,
  actor: Actor,
  wish: Wish,
  error: AppError,
): Promise<Result<never, AppError>> {
  const sentence = `${actor.name} was not given ${wish.roleArn}, ${purposeOf(wish)}.`;
  const say = entryOf(actor, wish, { durationSeconds: wish.durationSeconds });
  await isWritten(deps, say('refused', 'refused', sentence, { cause: error.kind }));
  return err(error);
}

/** AWS does not tell a trust policy that refuses from a role that is gone: so it is looked up. */
const refusalOf = async (
  deps: TakeRoleDeps,
  actor: Actor,
  failure: AwsFailure,
  { roleArn, accountId }: HeldRole,
): Promise<AppError> =>
  failure.kind === 'refused' && failure.code === 'AccessDenied'
    ? whyNotTrusted(deps, actor, roleArn, failure.message)
    : appErrorOf(failure, accountId);

function purposeOf({ use, ...limits }: Wish): string {
  const purpose = use === 'console' ? 'for the console' : 'for a terminal';
  const cut = sayLimits(wholeLimits(limits));
  return cut ? `${purpose} (${cut})` : purpose;
}

function reasonOf(failure: AwsFailure): string {
  if (failure.kind === 'refused') return `AWS said ${failure.code}.`;
  if (failure.kind === 'throttled') return 'AWS asked us to slow down.';
  return failure.message;
}

type Details = ActivityEntry['details'];

const entryOf =
  (actor: Actor, { roleArn, use }: Wish, details: Details) =>
  (
    what: 'requested' | 'issued' | 'refused',
    outcome: ActivityEntry['outcome'],
    sentence: string,
    more: Details = {},
  ): ActivityEntry => ({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: `credentials.${what}`,
    outcome,
    sentence,
    target: roleArn,
    planId: null,
    details: { use, ...details, ...more },
  });

async function isWritten(deps: TakeRoleDeps, entry: ActivityEntry): Promise<boolean> {
  try {
    await deps.activity.append(entry);
    return true;
  } catch {
    return false;
  }
}

const record = (deps: TakeRoleDeps, actor: Actor, wish: Wish, taken: TakenRole) =>
  deps.issues.record({
    id: taken.sessionId,
    workspaceId: actor.workspaceId,
    userId: actor.userId,
    roleArn: taken.role.roleArn,
    use: wish.use,
    sessionName: taken.sessionName,
    sourceIdentity: taken.sourceIdentity,
    limits: sayLimits(wholeLimits(wish)),
    issuedAt: deps.clock.now(),
    expiresAt: taken.assumed.credentials.expiresAt,
  });
