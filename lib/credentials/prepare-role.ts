import { parseArn } from '@/lib/core/arn';
import { sessionSecondsUntil } from '@/lib/core/duration';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  AwsConnection,
  IdentityTokens,
  Random,
} from '@/lib/ports';
import { findHeldRole, type HeldDeps } from './grants/find-held-role';
import type { HeldRole } from './grants/held-role';
import { limitsOf, narrowLimits } from './grants/narrow-limits';
import { subjectOf } from './issuer/subject';
import { secondsWithin, sessionCapOf } from './session-cap';
import {
  type SessionLimits,
  type SessionPolicy,
  sessionPolicyOf,
  wholeLimits,
} from './session-limits';
import { sessionNameOf, sourceIdentityOf } from './session-names';
import { type SessionTags, sessionTagsOf } from './session-tags';

export type PrepareDeps = HeldDeps & {
  accounts: Pick<AccountStore, 'find'>;
  identityTokens: Pick<IdentityTokens, 'mint'>;
  random: Random;
};

/** What is asked for; without limits the session may what the role may. */
export type TakeWish = {
  roleArn: string;
  durationSeconds: number;
  /** From the page where the person confirmed that it is them; a secret. */
  confirmation?: string | undefined;
} & Partial<SessionLimits>;

export type PreparedRole = {
  role: HeldRole;
  hub: AwsConnection;
  accountName: string;
  /** The grant's own, and what the person takes away beside them. */
  limits: SessionLimits;
  externalId: string | null;
  durationSeconds: number;
  sessionName: string;
  sourceIdentity: string | null;
  /** Null where the role takes none, or no request gave it. */
  tags: SessionTags | null;
  session: SessionPolicy;
  /** Says who asks, where the role is taken by one; null where the broker asks. A secret. */
  token: string | null;
};

/** What a person may take of what they ask for, and how AWS is to be asked for it. */
export async function prepareRole(
  deps: PrepareDeps,
  actor: Actor,
  wish: TakeWish,
): Promise<Result<PreparedRole, AppError>> {
  const { partition = '', accountId = '' } = parseArn(wish.roleArn) ?? {};
  const [within, hub, account] = await Promise.all([
    withinGrant(deps, actor, wish),
    deps.hubOf(actor.workspaceId),
    deps.accounts.find(actor.workspaceId, accountId),
  ]);
  if (!within.ok) return within;
  const { role } = within.value;
  if (!hub) return err({ kind: 'no_connection', accountId });
  if (hub.partition !== partition) {
    const message = `${wish.roleArn} is in the partition ${partition}, and this console signs in to ${hub.partition}. STS does not cross partitions.`;
    return err({ kind: 'unavailable', message });
  }
  const session = sessionPolicyOf(within.value.limits, partition);
  if (!session.ok) return session;
  const carried = carriedBy(actor, role);
  const token = await tokenFor(deps, actor, role, carried);
  if (!token.ok) return token;
  return ok({
    ...within.value,
    hub,
    token: token.value,
    accountName: account?.name ?? accountId,
    externalId: account?.connection?.externalId ?? null,
    sessionName: sessionNameOf(actor, deps.random),
    ...carried,
    session: session.value,
  });
}

type Within = Pick<PreparedRole, 'role' | 'limits' | 'durationSeconds'>;

/** What the person holds, and their wish cut to what the grant allows. */
async function withinGrant(
  deps: PrepareDeps,
  actor: Actor,
  { roleArn, durationSeconds: wantedSeconds, confirmation: _, ...wished }: TakeWish,
): Promise<Result<Within, AppError>> {
  const role = await findHeldRole(deps, actor, roleArn);
  if (!role.ok) return role;
  const limits = narrowLimits(limitsOf(role.value.grant), wholeLimits(wished));
  if (!limits.ok) return limits;
  const signInSeconds = sessionSecondsUntil(actor.signInEndsAt, deps.clock.now());
  const cap = sessionCapOf({ ...role.value, signInSeconds });
  const durationSeconds = secondsWithin(cap, wantedSeconds);
  if (durationSeconds === null) {
    const { capSeconds: maxSeconds, capCause: cause } = cap;
    return err({ kind: 'duration_too_long', maxSeconds, cause });
  }
  return ok({ role: role.value, limits: limits.value, durationSeconds });
}

type Carried = Pick<PreparedRole, 'sourceIdentity' | 'tags'>;

/** A trust policy that does not allow one of them refuses the whole call for it. */
const carriedBy = (
  actor: Actor,
  { takesSourceIdentity, takesTags, request }: HeldRole,
): Carried => ({
  sourceIdentity: takesSourceIdentity ? sourceIdentityOf(actor) : null,
  tags: takesTags ? sessionTagsOf(request) : null,
});

const tokenFor = async (
  { identityTokens }: PrepareDeps,
  { workspaceId, handle }: Actor,
  { isByToken }: HeldRole,
  carried: Carried,
): Promise<Result<string | null, AppError>> =>
  isByToken
    ? identityTokens.mint(workspaceId, { subject: subjectOf(handle), ...carried })
    : ok(null);
