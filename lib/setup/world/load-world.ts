import type { WorkspaceId } from '@/lib/core/ids';
import { type AccountFacts, accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { AccountStore, SnapshotStore, StoredAccount } from '@/lib/ports';

export type AccountReadingFacts = {
  takenAt: Date;
  collected: CollectedAccount;
  facts: AccountFacts;
  /** The account whose owner said it, where it was not read at all. */
  toldOf?: StoredAccount;
};

/** What is known of a workspace's accounts: the registered ones, and the latest reading of each. */
export type KnownWorld = {
  workspaceId: WorkspaceId;
  accounts: StoredAccount[];
  readings: Map<string, AccountReadingFacts>;
  org: CollectedOrg | null;
  facts: WorldFacts;
};

export type WorldDeps = {
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest' | 'loadOrg'>;
};

type Kept = { key: string; readings: KnownWorld['readings'] };
const WORKSPACES_MAX = 4;

// Snapshots never change, so their facts hold as long as their ids are the latest.
const keptBy = new WeakMap<WorldDeps['snapshots'], Map<WorkspaceId, Kept>>();

/** The latest readings of a workspace, ready for the engine. */
export async function loadWorld(
  deps: WorldDeps,
  workspaceId: WorkspaceId,
): Promise<KnownWorld> {
  const [accounts, org] = await Promise.all([
    deps.accounts.list(workspaceId),
    deps.snapshots.loadOrg(workspaceId),
  ]);
  const readings = await readingsOf(deps, workspaceId, accounts);
  const facts = [...readings.values()].map((reading) => reading.facts);
  return {
    workspaceId,
    accounts,
    readings,
    org,
    facts: worldFacts(org ?? undefined, facts),
  };
}

async function readingsOf(
  { snapshots }: WorldDeps,
  workspaceId: WorkspaceId,
  accounts: StoredAccount[],
): Promise<KnownWorld['readings']> {
  const key = accounts.map(({ id, snapshotId }) => `${id} ${snapshotId}`).join('\n');
  const workspaces = keptBy.get(snapshots) ?? new Map<WorkspaceId, Kept>();
  keptBy.set(snapshots, workspaces);
  const known = workspaces.get(workspaceId);
  if (known?.key === key) return known.readings;
  const loaded = await snapshots.loadLatest(workspaceId);
  const readings = new Map(
    loaded.map(({ accountId, takenAt, account }) => [
      accountId,
      { takenAt, collected: account, facts: accountFacts(accountId, account) },
    ]),
  );
  workspaces.delete(workspaceId);
  const [oldest] = workspaces.keys();
  if (oldest && workspaces.size >= WORKSPACES_MAX) workspaces.delete(oldest);
  workspaces.set(workspaceId, { key, readings });
  return readings;
}
