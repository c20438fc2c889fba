import type { WorkspaceId } from '@/lib/core/ids';
import type { Clock, CrossingStore } from '@/lib/ports';
import { buildCrossings } from './build-crossings';
import { loadWorld, type WorldDeps } from './world';

type Deps = WorldDeps & {
  crossings: Pick<CrossingStore, 'replaceAll'>;
  clock: Pick<Clock, 'now'>;
};

/** Works out all crossings of a workspace from the latest reading of each account. */
export async function rebuildCrossings(
  deps: Deps,
  workspaceId: WorkspaceId,
): Promise<void> {
  const world = await loadWorld(deps, workspaceId);
  const rows = buildCrossings(world.facts, world.names);
  await deps.crossings.replaceAll(workspaceId, rows, deps.clock.now());
}
