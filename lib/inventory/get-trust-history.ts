import { requirePermission } from '@/lib/auth/permissions';
import { parseArn } from '@/lib/core/arn';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore, SnapshotStore } from '@/lib/ports';
import type { TrustHistoryView } from './role-schema';
import { trustVersions } from './trust-versions';

type Deps = {
  snapshots: Pick<SnapshotStore, 'trustReadings'>;
  plans: Pick<PlanStore, 'listTrustWrites'>;
};

/** Each is opened by the database to find the role. */
const READINGS_MAX = 50;

/** How a role's trust policy was, over the last readings of its account. */
export async function getTrustHistory(
  { snapshots, plans }: Deps,
  actor: Actor,
  roleArn: string,
): Promise<Result<TrustHistoryView, AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const role = { accountId: parseArn(roleArn)?.accountId ?? '', arn: roleArn };
  const [found, writes] = await Promise.all([
    snapshots.trustReadings(workspaceId, role, READINGS_MAX + 1),
    plans.listTrustWrites(workspaceId, roleArn),
  ]);
  const readings = found.slice(0, READINGS_MAX);
  const versions = trustVersions(readings, writes);
  if (versions.length === 0)
    return err({ kind: 'not_found', what: `The role ${roleArn}` });
  return ok({
    versions,
    readingsTotal: readings.length,
    hasEarlier: found.length > readings.length,
  });
}
