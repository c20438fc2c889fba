import type { WorkspaceId } from '@/lib/core/ids';
import {
  compileAccount,
  type EstateIndex,
  joinIndex,
} from '@/lib/iam/index/estate-index';
import type { IndexedAccount } from '@/lib/iam/index/indexed-account';
import type { Circumstances } from '@/lib/iam/index/judge-taking';
import { makePools, type Pools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import type { InventoryWorld, Reading } from './world';

/** Only the moment of asking can tell: every condition that is not about who asks stays open. */
export const OPEN: Circumstances = { context: {}, unknownKeys: 'assume-unknown' };

type Kept = {
  pools: Pools;
  /** By snapshot: a reading never changes. */
  compiled: Map<string, IndexedAccount>;
  orgText: string;
  index: EstateIndex;
};

const INDEXES_KEPT_MAX = 4;
const kept = new Map<WorkspaceId, Kept>();

/** The index of the latest reading. Only accounts that were read anew are compiled. */
export function indexOf(
  workspaceId: WorkspaceId,
  { readings, org }: Pick<InventoryWorld, 'readings' | 'org'>,
): EstateIndex {
  const before = reusable(kept.get(workspaceId), [...readings.values()]);
  const orgText = JSON.stringify(org);
  const pools = before?.pools ?? makePools();
  const compiled = new Map<string, IndexedAccount>();
  for (const { accountId, snapshotId, account } of readings.values()) {
    const known = before?.compiled.get(snapshotId);
    compiled.set(snapshotId, known ?? compileAccount(accountId, account, pools));
  }
  const isSame =
    before?.orgText === orgText &&
    before.compiled.size === compiled.size &&
    [...compiled.keys()].every((snapshotId) => before.compiled.has(snapshotId));
  if (before && isSame) return before.index;
  const reduced = org && reduceOrganization(org, pools.documents);
  const index = joinIndex(pools, reduced, [...compiled.values()]);
  keep(workspaceId, { pools, compiled, orgText, index });
  return index;
}

/** Pools only grow: where most was read anew, it is cheaper to begin again. */
function reusable(before: Kept | undefined, readings: Reading[]): Kept | undefined {
  const known = readings.filter(({ snapshotId }) => before?.compiled.has(snapshotId));
  return known.length * 2 > readings.length ? before : undefined;
}

function keep(workspaceId: WorkspaceId, made: Kept): void {
  kept.delete(workspaceId);
  kept.set(workspaceId, made);
  const oldest = kept.keys().next().value;
  if (kept.size > INDEXES_KEPT_MAX && oldest) kept.delete(oldest);
}
