import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  AwsConnection,
  GrantStore,
  IdentityTokens,
  Random,
  StoredGrant,
} from '@/lib/ports';
import { subjectOf } from './issuer/subject';
import { secondsWithin, sessionCapOf } from './session-cap';
import {
  type SessionLimits,
  type SessionPolicy,
  sessionPolicyOf,
  wholeLimits,
} from './session-limits';
import { sessionNameOf, sourceIdentityOf } from './session-names';

export type PrepareDeps = {
  grants: Pick<GrantStore, 'find'>;
  accounts: Pick<AccountStore, 'find'>;
  identityTokens: Pick<IdentityTokens, 'mint'>;
  random: Random;
  /** The connection whose identity takes the roles that are handed out. */
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
};

/** What is asked for; without limits the session may what the role may. */
export type TakeWish = {
  roleArn: string;
  durationSeconds: number;
} & Partial<SessionLimits>;

export type PreparedRole = {
  grant: StoredGrant;
  hub: AwsConnection;
  accountName: string;
  externalId: string | null;
  durationSeconds: number;
  sessionName: string;
  sourceIdentity: string | null;
  session: SessionPolicy;
  /** Says who asks, where the role is taken by one; null where the broker asks. A secret. */
  token: string | null;
};

/** What a person may take of what they ask for, and how AWS is to be asked for it. */
export async function prepareRole(
  deps: PrepareDeps,
  actor: Actor,
  { roleArn, durationSeconds: wantedSeconds, ...limits }: TakeWish,
): Promise<Result<PreparedRole, AppError>> {
  const grant = await deps.grants.find(actor.workspaceId, actor.userId, roleArn);
  if (!grant) return err({ kind: 'not_permitted', roleArn });

  const cap = sessionCapOf(grant);
  const durationSeconds = secondsWithin(cap, wantedSeconds);
  if (durationSeconds === null) {
    const { capSeconds: maxSeconds, capCause: cause } = cap;
    return err({ kind: 'duration_too_long', maxSeconds, cause });
  }
  const [hub, account] = await Promise.all([
    deps.hubOf(actor.workspaceId),
    deps.accounts.find(actor.workspaceId, grant.accountId),
  ]);
  if (!hub) return err({ kind: 'no_connection', accountId: grant.accountId });
  const partition = parseArn(roleArn)?.partition ?? '';
  if (hub.partition !== partition) {
    const message = `${roleArn} is in the partition ${partition}, and this console signs in to ${hub.partition}. STS does not cross partitions.`;
    return err({ kind: 'unavailable', message });
  }
  const session = sessionPolicyOf(wholeLimits(limits), partition);
  if (!session.ok) return session;
  // A trust policy that does not allow sts:SetSourceIdentity refuses the whole call for it.
  const sourceIdentity = grant.takesSourceIdentity ? sourceIdentityOf(actor) : null;
  const token = await tokenFor(deps, actor, grant, sourceIdentity);
  if (!token.ok) return token;
  return ok({
    grant,
    hub,
    token: token.value,
    accountName: account?.name ?? grant.accountId,
    externalId: account?.connection?.externalId ?? null,
    durationSeconds,
    sessionName: sessionNameOf(actor, deps.random),
    sourceIdentity,
    session: session.value,
  });
}

const tokenFor = async (
  { identityTokens }: PrepareDeps,
  { workspaceId, handle }: Actor,
  { isByToken }: StoredGrant,
  sourceIdentity: string | null,
): Promise<Result<string | null, AppError>> =>
  isByToken
    ? identityTokens.mint(workspaceId, { subject: subjectOf(handle), sourceIdentity })
    : ok(null);
