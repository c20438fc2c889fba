import type { WorkspaceId } from '@/lib/core/ids';
import {
  type CompiledAccount,
  compileAlone,
  joinPools,
  loadCompiled,
  saveCompiled,
} from '@/lib/iam/index/compiled-account';
import { type EstateIndex, joinIndex } from '@/lib/iam/index/estate-index';
import type { IndexedAccount } from '@/lib/iam/index/indexed-account';
import { makePools, type Pools } from '@/lib/iam/index/pools';
import { reduceOrganization } from '@/lib/iam/index/reduce-organization';
import { INDEX_FORMAT } from '@/lib/iam/index/saved-text';
import type { CollectedOrg } from '@/lib/iam/world';
import type { IndexStore } from '@/lib/ports';
import type { Reading } from './world';

type ReadingRef = Pick<Reading, 'accountId' | 'snapshotId'>;

/** Which reading of each account is the latest; whole ones are loaded where they are wanted. */
export type LatestReadings = {
  org: CollectedOrg | null;
  readings: ReadingRef[];
  load(accountIds: string[]): Promise<Reading[]>;
};

/** The index of the latest readings of a workspace. */
export type IndexOf = (
  workspaceId: WorkspaceId,
  latest: LatestReadings,
) => Promise<EstateIndex>;

type Kept = {
  pools: Pools;
  /** By snapshot: a reading never changes. */
  compiled: Map<string, IndexedAccount>;
  orgText: string;
  index: EstateIndex;
};

type Compiled = ReadingRef & { compiled: CompiledAccount };

const INDEXES_KEPT_MAX = 4;
/** Requests get their turn between two lots. */
const COMPILED_AT_ONCE = 50;

/**
 * Keeps the indexes of the workspaces that were asked last. An account is compiled once for each
 * reading: the result is kept beside its snapshot for all processes. What is kept there and cannot
 * be read, because it was damaged or another version wrote it, is compiled anew and replaced.
 */
export function keepIndexes(store: IndexStore, compile = compileAlone): IndexOf {
  const kept = new Map<WorkspaceId, Promise<Kept>>();
  return async (workspaceId, latest) => {
    const before = kept.get(workspaceId)?.catch(() => undefined);
    // One after the other, so that two requests do not compile the same.
    const next = Promise.resolve(before).then((known) =>
      follow(known, latest, (wanted) =>
        compiledOf({ store, compile, workspaceId, latest }, wanted),
      ),
    );
    kept.delete(workspaceId);
    kept.set(workspaceId, next);
    const oldest = kept.keys().next().value;
    if (kept.size > INDEXES_KEPT_MAX && oldest) kept.delete(oldest);
    return (await next).index;
  };
}

/** What was kept, brought to the latest readings. */
async function follow(
  known: Kept | undefined,
  { org, readings }: LatestReadings,
  load: (wanted: ReadingRef[]) => Promise<Compiled[]>,
): Promise<Kept> {
  const before = reusable(known, readings);
  const orgText = JSON.stringify(org);
  const wanted = readings.filter(({ snapshotId }) => !before?.compiled.has(snapshotId));
  const isSame = before?.compiled.size === readings.length && wanted.length === 0;
  if (before?.orgText === orgText && isSame) return before;

  const pools = before?.pools ?? makePools();
  const joined = (await load(wanted)).map(
    ({ snapshotId, compiled }) => [snapshotId, joinPools(compiled, pools)] as const,
  );
  const same = readings.flatMap(({ snapshotId }) => {
    const account = before?.compiled.get(snapshotId);
    return account ? [[snapshotId, account] as const] : [];
  });
  // Of several copies of one of AWS's policies the first account's counts.
  const compiled = new Map([...same, ...joined].sort(byAccountId));
  const reduced = org && reduceOrganization(org, pools.documents);
  const index = joinIndex(pools, reduced, [...compiled.values()]);
  return { pools, compiled, orgText, index };
}

type Entry = readonly [snapshotId: string, account: IndexedAccount];

const byAccountId = ([, a]: Entry, [, b]: Entry): number =>
  a.accountId < b.accountId ? -1 : 1;

/** Pools only grow: where most was read anew, it is cheaper to begin again. */
function reusable(before: Kept | undefined, readings: ReadingRef[]): Kept | undefined {
  const known = readings.filter(({ snapshotId }) => before?.compiled.has(snapshotId));
  return known.length * 2 > readings.length ? before : undefined;
}

type Source = {
  store: IndexStore;
  compile: typeof compileAlone;
  workspaceId: WorkspaceId;
  latest: LatestReadings;
};

async function compiledOf(source: Source, wanted: ReadingRef[]): Promise<Compiled[]> {
  if (wanted.length === 0) return [];
  const { store, workspaceId } = source;
  const snapshotIds = wanted.map(({ snapshotId }) => snapshotId);
  const texts = await store.load(workspaceId, snapshotIds, INDEX_FORMAT);
  const found = wanted.flatMap(({ accountId, snapshotId }) => {
    const compiled = loadCompiled(texts.get(snapshotId) ?? '', accountId);
    return compiled ? [{ accountId, snapshotId, compiled }] : [];
  });
  const known = new Set(found.map(({ snapshotId }) => snapshotId));
  const missing = wanted.filter(({ snapshotId }) => !known.has(snapshotId));
  for (let start = 0; start < missing.length; start += COMPILED_AT_ONCE) {
    const some = missing.slice(start, start + COMPILED_AT_ONCE);
    found.push(...(await compileAnew(source, some)));
  }
  return found;
}

async function compileAnew(
  { store, compile, workspaceId, latest }: Source,
  missing: ReadingRef[],
): Promise<Compiled[]> {
  const readings = await latest.load(missing.map(({ accountId }) => accountId));
  const made = readings.map(({ accountId, snapshotId, account }) => ({
    accountId,
    snapshotId,
    compiled: compile(accountId, account),
  }));
  const texts = made.map(
    ({ snapshotId, compiled }) => [snapshotId, saveCompiled(compiled)] as const,
  );
  await store.save(workspaceId, INDEX_FORMAT, new Map(texts));
  return made;
}
