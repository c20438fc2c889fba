import { appErrorOf } from '@/lib/core/aws-failure';
import { sayDuration } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  ActivityEntry,
  ActivityLog,
  Actor,
  AssumedRole,
  Aws,
  AwsConnection,
  AwsFailure,
  IssueStore,
  RequestStore,
  StoredIssue,
} from '@/lib/ports';
import type { HeldRole } from './grants/held-role';
import { whyNotTrusted } from './grants/why-not-trusted';
import { type LimitDeps, limitVending } from './limit-vending';
import {
  type PrepareDeps,
  type PreparedRole,
  prepareRole,
  type TakeWish,
} from './prepare-role';
import { noteUse } from './requests/note-use';
import { requireStepUp, type StepUpDeps } from './require-step-up';
import { sayTokenRefusal } from './say-token-refusal';
import { sayLimits, wholeLimits } from './session-limits';

export type TakeRoleDeps = PrepareDeps &
  StepUpDeps &
  LimitDeps & {
    requests: Pick<RequestStore, 'change'>;
    issues: Pick<IssueStore, 'record'>;
    activity: Pick<ActivityLog, 'append'>;
    aws: Pick<Aws, 'assumeRole' | 'assumeRoleByToken'>;
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

type Wish = TakeWish & { use: StoredIssue['use'] };

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
  const prepared = await allowed(deps, actor, wish);
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
    ...(role.request ? { request: role.request.id } : {}),
    ...prepared.value.tags,
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
  // Last: whoever ends the request sees the session from here on, or this sees the end.
  const used = await noteUse(deps, actor, role);
  return used.ok ? ok(taken) : refuse(deps, actor, wish, used.error);
}

/** What the person may take now, unless they take too many or have yet to confirm. */
async function allowed(
  deps: TakeRoleDeps,
  actor: Actor,
  wish: Wish,
): Promise<Result<PreparedRole, AppError>> {
  const tooMany = await limitVending(deps, actor);
  if (tooMany) return err(tooMany);
  const prepared = await prepareRole(deps, actor, wish);
  if (!prepared.ok) return prepared;
  const unconfirmed = await requireStepUp(deps, actor, {
    subject: wish.roleArn,
    stepUp: prepared.value.role.grant.stepUp,
    confirmation: wish.confirmation,
  });
  return unconfirmed ? err(unconfirmed) : prepared;
}

/** Asks AWS for the session: by a token of our issuer, or by the broker. */
const assume = (
  deps: TakeRoleDeps,
  prepared: PreparedRole,
): Promise<Result<AssumedRole, AwsFailure>> => {
  const { role, hub, sessionName, durationSeconds, session } = prepared;
  const request = {
    roleArn: role.roleArn,
    sessionName,
    durationSeconds,
    ...(session.policy ? { sessionPolicy: session.policy } : {}),
    ...(session.policyArns.length > 0 ? { sessionPolicyArns: session.policyArns } : {}),
  };
  const { sourceIdentity, tags, externalId, token } = prepared;
  if (token !== null) return deps.aws.assumeRoleByToken(hub, { ...request, token });
  return deps.aws.assumeRole(hub, {
    ...request,
    ...(sourceIdentity ? { sourceIdentity } : {}),
    ...(tags ? { tags } : {}),
    ...(externalId ? { externalId } : {}),
  });
};

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
    : appErrorOf(sayTokenRefusal(failure), accountId);

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
