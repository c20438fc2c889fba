import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountStore,
  Actor,
  Clock,
  GrantStore,
  IssueStore,
  StoredAccount,
  StoredGrant,
  StoredIssue,
} from '@/lib/ports';
import type { HomeView, RoleCard } from './schema';
import { sessionCapOf } from './session-cap';
import { sourceIdentityOf } from './session-names';

type Deps = {
  grants: Pick<GrantStore, 'listOf'>;
  issues: Pick<IssueStore, 'listLive' | 'lastByRole' | 'usesByRole'>;
  accounts: Pick<AccountStore, 'list'>;
  clock: Pick<Clock, 'now'>;
};

/** The roles a person may take: pinned ones first, then those used often and lately. */
export async function getHome(
  deps: Deps,
  actor: Actor,
): Promise<Result<HomeView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const { workspaceId, userId } = actor;
  const now = deps.clock.now();
  const [grants, live, last, uses, accounts] = await Promise.all([
    deps.grants.listOf(workspaceId, userId),
    deps.issues.listLive(workspaceId, userId, now),
    deps.issues.lastByRole(workspaceId, userId),
    deps.issues.usesByRole(workspaceId, userId, new Date(now.getTime() - REMEMBERED_MS)),
    deps.accounts.list(workspaceId),
  ]);
  const accountsById = new Map(accounts.map((account) => [account.id, account]));
  const lastByArn = new Map(last.map(({ roleArn, issuedAt }) => [roleArn, issuedAt]));
  const roles = grants
    .map((grant) =>
      cardOf(grant, accountsById.get(grant.accountId), {
        live: latestOf(live, grant.roleArn),
        lastIssuedAt: lastByArn.get(grant.roleArn) ?? null,
      }),
    )
    .sort(byPinThenUse(scoresOf(last, uses, now)));
  const cards = new Map(roles.map((card) => [card.roleArn, card]));
  return ok({
    roles,
    live: [...live].sort(byEnd).map((issue) => liveOf(issue, cards)),
    recordedAs: sourceIdentityOf(actor),
    hasSignOut: actor.workspaceKind === 'aws',
  });
}

function cardOf(
  grant: StoredGrant,
  account: StoredAccount | undefined,
  use: { live: StoredIssue | null; lastIssuedAt: Date | null },
): RoleCard {
  return {
    roleArn: grant.roleArn,
    roleName: grant.roleName,
    description: grant.description,
    accountId: grant.accountId,
    accountName: account?.name ?? grant.accountId,
    isProduction: account?.isProduction ?? false,
    region: grant.region,
    isPinned: grant.isPinned,
    takesSourceIdentity: grant.takesSourceIdentity,
    ...sessionCapOf(grant),
    roleMaxSeconds: grant.roleMaxSeconds,
    liveUntil: use.live?.expiresAt.toISOString() ?? null,
    lastIssuedAt: use.lastIssuedAt?.toISOString() ?? null,
  };
}

const latestOf = (live: StoredIssue[], roleArn: string): StoredIssue | null =>
  live
    .filter((issue) => issue.roleArn === roleArn)
    .reduce<StoredIssue | null>(
      (latest, issue) => (latest && latest.expiresAt >= issue.expiresAt ? latest : issue),
      null,
    );

const byEnd = (a: StoredIssue, b: StoredIssue): number =>
  a.expiresAt.getTime() - b.expiresAt.getTime();

const DAY_MS = 24 * 3_600_000;
/** Uses from before this are forgotten. */
const REMEMBERED_MS = 90 * DAY_MS;
/** After this long without a use, a role counts half. */
const HALF_LIFE_MS = 14 * DAY_MS;

/** How much each role is used: how often in the last 90 days, and how lately. */
function scoresOf(
  last: { roleArn: string; issuedAt: Date }[],
  uses: { roleArn: string; uses: number }[],
  now: Date,
): Map<string, number> {
  const usesByArn = new Map(uses.map((role) => [role.roleArn, role.uses]));
  return new Map(
    last.map(({ roleArn, issuedAt }) => {
      const ageMs = Math.max(0, now.getTime() - issuedAt.getTime());
      const times = usesByArn.get(roleArn) ?? 0;
      return [roleArn, (1 + times) * 0.5 ** (ageMs / HALF_LIFE_MS)];
    }),
  );
}

const byPinThenUse =
  (scores: Map<string, number>) =>
  (a: RoleCard, b: RoleCard): number => {
    if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1;
    const byUse = (scores.get(b.roleArn) ?? 0) - (scores.get(a.roleArn) ?? 0);
    return (
      byUse ||
      a.accountName.localeCompare(b.accountName) ||
      a.roleName.localeCompare(b.roleName)
    );
  };

function liveOf(
  issue: StoredIssue,
  cards: Map<string, RoleCard>,
): HomeView['live'][number] {
  const [, accountId = ''] = /:iam::(\d{12}):/.exec(issue.roleArn) ?? [];
  const card = cards.get(issue.roleArn);
  return {
    id: issue.id,
    sessionName: issue.sessionName,
    roleArn: issue.roleArn,
    // A grant can end before the session it gave.
    roleName: card?.roleName ?? issue.roleArn.slice(issue.roleArn.lastIndexOf('/') + 1),
    accountName: card?.accountName ?? accountId,
    issuedAt: issue.issuedAt.toISOString(),
    expiresAt: issue.expiresAt.toISOString(),
  };
}
