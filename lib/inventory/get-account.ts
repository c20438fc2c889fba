import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { sayTrails } from '@/lib/iam/explain/say-trails';
import type { AccountStore, Actor, SnapshotStore } from '@/lib/ports';
import { accountRowOf, connectionViewOf, snapshotRowOf } from './account-views';
import type { AccountDetail } from './schema';

type Deps = {
  accounts: Pick<AccountStore, 'find'>;
  snapshots: Pick<SnapshotStore, 'listOf' | 'loadLatest'>;
};

const SNAPSHOTS_SHOWN = 10;

/** One account with its connection and its last readings. */
export async function getAccount(
  { accounts, snapshots }: Deps,
  actor: Actor,
  accountId: string,
): Promise<Result<AccountDetail, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const account = await accounts.find(actor.workspaceId, accountId);
  if (!account) return err({ kind: 'not_found', what: `Account ${accountId}` });
  const { workspaceId } = actor;
  const readings = await snapshots.listOf(workspaceId, accountId, SNAPSHOTS_SHOWN);
  const [latest] = await snapshots.loadLatest(workspaceId, [accountId]);
  return ok({
    ...accountRowOf(account),
    connectionDetail: connectionViewOf(account),
    missingPermissions: account.missingPermissions,
    trails: sayTrails(latest?.account ?? null, account.missingPermissions),
    snapshots: readings.map(snapshotRowOf),
  });
}
