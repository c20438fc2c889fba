import type { WorkspaceId } from '@/lib/core/ids';
import type { Clock, CrossingStore } from '@/lib/ports';
import { byPlace, crossingsByAccount } from './build-crossings';
import { type IndexDeps, readingsOfWorld } from './latest-index';
import type { CrossingRow } from './schema';
import { loadWorld } from './world';

type Deps = IndexDeps & {
  crossings: Pick<CrossingStore, 'replaceAll'>;
  clock: Clock;
};

/** Works out all crossings of a workspace from the latest reading of each account. */
export async function rebuildCrossings(
  deps: Deps,
  workspaceId: WorkspaceId,
): Promise<void> {
  const world = await loadWorld(deps, workspaceId);
  const rows: CrossingRow[] = [];
  for (const some of crossingsByAccount(world.facts, world.names)) {
    for (const row of some) rows.push(row);
    // Pages are served by the same process: they get their turn between two accounts.
    await deps.clock.sleep(0);
  }
  await deps.crossings.replaceAll(workspaceId, rows.sort(byPlace), deps.clock.now());
  // Compiled now, so that no question waits for it; last, so that a store that fails keeps no row old.
  await deps.indexOf(workspaceId, readingsOfWorld(world));
}
