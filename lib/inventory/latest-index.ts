import type { WorkspaceId } from '@/lib/core/ids';
import type { EstateIndex } from '@/lib/iam/index/estate-index';
import type { IndexOf, LatestReadings } from './keep-indexes';
import type { InventoryWorld, WorldDeps } from './world';

/** The readings of a world that is loaded already. */
export const readingsOfWorld = ({
  org,
  readings,
}: Pick<InventoryWorld, 'org' | 'readings'>): LatestReadings => ({
  org,
  readings: [...readings.values()],
  load: async (accountIds) => accountIds.flatMap((id) => readings.get(id) ?? []),
});

export type IndexDeps = WorldDeps & { indexOf: IndexOf };

/** The index of a workspace's latest readings; those that are compiled already stay unread. */
export async function latestIndex(
  { accounts, snapshots, indexOf }: IndexDeps,
  workspaceId: WorkspaceId,
): Promise<EstateIndex> {
  const [known, org] = await Promise.all([
    accounts.list(workspaceId),
    snapshots.loadOrg(workspaceId),
  ]);
  return indexOf(workspaceId, {
    org,
    readings: known.flatMap(({ id, snapshotId }) =>
      snapshotId ? [{ accountId: id, snapshotId }] : [],
    ),
    load: (accountIds) => snapshots.loadLatest(workspaceId, accountIds),
  });
}
