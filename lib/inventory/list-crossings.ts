import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { AccountStore, Actor, CrossingStore } from '@/lib/ports';
import type { AccessFilter, AccessPage } from './schema';

type Deps = {
  crossings: Pick<CrossingStore, 'search'>;
  accounts: Pick<AccountStore, 'list'>;
};

const CROSSINGS_PAGE_SIZE = 50;

/** One page of who can, may or cannot assume what. */
export async function listCrossings(
  deps: Deps,
  actor: Actor,
  filter: AccessFilter,
): Promise<Result<AccessPage, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const [found, accounts] = await Promise.all([
    deps.crossings.search(actor.workspaceId, filter, CROSSINGS_PAGE_SIZE),
    deps.accounts.list(actor.workspaceId),
  ]);
  const { rows, matchesTotal, crossingsTotal, builtAt } = found;
  const names = accounts.map(({ id, name }) => ({ id, name }));
  return ok({
    rows,
    matchesTotal,
    crossingsTotal,
    pageSize: CROSSINGS_PAGE_SIZE,
    accounts: names.sort((a, b) => a.name.localeCompare(b.name)),
    accountsRead: accounts.filter(({ snapshotId }) => snapshotId !== null).length,
    accountsTotal: accounts.length,
    accountsFailing: accounts
      .filter(({ health }) => health === 'failing')
      .map(({ name }) => name),
    asOf: builtAt?.toISOString() ?? null,
  });
}
