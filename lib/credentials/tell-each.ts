import type { WorkspaceId } from '@/lib/core/ids';
import type { Notifier, Telling } from '@/lib/ports';

/** Ends are told so long afterwards, should no job have run at the time. */
export const LATE_MS = 86_400_000;

/** How many are told in one go; the next sweep goes on. */
export const AT_ONCE = 200;

/** Tells of each, where there is something to tell, and marks all of them as told. */
export async function tellEach<One extends { workspaceId: WorkspaceId }>(
  notifier: Pick<Notifier, 'tell'>,
  all: readonly One[],
  tellingOf: (one: One) => Promise<Telling | null>,
  markTold: (all: readonly One[]) => Promise<void>,
): Promise<void> {
  for (const one of all) {
    const telling = await tellingOf(one);
    if (!telling) continue;
    const { notice, key, people } = telling;
    await notifier.tell(one.workspaceId, notice, key, people);
  }
  // Should it end before this, they are told again under the same keys, and so not twice.
  if (all.length > 0) await markTold(all);
}
