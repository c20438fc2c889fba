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
import { sourceIdentityOf } from './take-role';

type Deps = {
  grants: Pick<GrantStore, 'listOf'>;
  issues: Pick<IssueStore, 'listLive' | 'lastByRole'>;
  accounts: Pick<AccountStore, 'list'>;
  clock: Pick<Clock, 'now'>;
};

/** The roles a person may take: pinned ones first, then the ones used last. */
export async function getHome(
  deps: Deps,
  actor: Actor,
): Promise<Result<HomeView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);

  const { workspaceId, userId } = actor;
  const [grants, live, last, accounts] = await Promise.all([
    deps.grants.listOf(workspaceId, userId),
    deps.issues.listLive(workspaceId, userId, deps.clock.now()),
    deps.issues.lastByRole(workspaceId, userId),
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
    .sort(byPinThenUse);
  const cards = new Map(roles.map((card) => [card.roleArn, card]));
  return ok({
    roles,
    live: [...live].sort(byEnd).map((issue) => liveOf(issue, cards)),
    recordedAs: sourceIdentityOf(actor),
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

function byPinThenUse(a: RoleCard, b: RoleCard): number {
  if (a.isPinned !== b.isPinned) return a.isPinned ? -1 : 1;
  const byUse = (b.lastIssuedAt ?? '').localeCompare(a.lastIssuedAt ?? '');
  return (
    byUse ||
    a.accountName.localeCompare(b.accountName) ||
    a.roleName.localeCompare(b.roleName)
  );
}

function liveOf(
  issue: StoredIssue,
  cards: Map<string, RoleCard>,
): HomeView['live'][number] {
  const [, accountId = ''] = /:iam::(\d{12}):/.exec(issue.roleArn) ?? [];
  const card = cards.get(issue.roleArn);
  return {
    roleArn: issue.roleArn,
    // A grant can end before the session it gave.
    roleName: card?.roleName ?? issue.roleArn.slice(issue.roleArn.lastIndexOf('/') + 1),
    accountName: card?.accountName ?? accountId,
    issuedAt: issue.issuedAt.toISOString(),
    expiresAt: issue.expiresAt.toISOString(),
  };
}
