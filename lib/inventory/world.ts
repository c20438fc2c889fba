import type { WorkspaceId } from '@/lib/core/ids';
import { type AccountFacts, accountFacts } from '@/lib/iam/facts/account-facts';
import { type WorldFacts, worldFacts } from '@/lib/iam/facts/world-facts';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { AccountStore, SnapshotStore, StoredAccount } from '@/lib/ports';
import { type AccountNames, accountNames } from './account-names';

export type Reading = {
  accountId: string;
  snapshotId: string;
  takenAt: Date;
  account: CollectedAccount;
};

/** The latest reading of a workspace, ready to be asked. */
export type InventoryWorld = {
  facts: WorldFacts;
  org: CollectedOrg | null;
  readings: Map<string, Reading>;
  names: AccountNames;
  accounts: StoredAccount[];
};

export type WorldDeps = {
  accounts: Pick<AccountStore, 'list'>;
  snapshots: Pick<SnapshotStore, 'loadLatest' | 'loadOrg'>;
};

type Kept = { key: string; facts: AccountFacts[]; readings: Reading[] };

const WORLDS_KEPT_MAX = 4;
// Snapshots never change, so what was made of them holds as long as their ids are the latest.
const kept = new Map<WorkspaceId, Kept>();

/** Loads the latest reading of every account of a workspace. */
export async function loadWorld(
  deps: WorldDeps,
  workspaceId: WorkspaceId,
): Promise<InventoryWorld> {
  const [accounts, org] = await Promise.all([
    deps.accounts.list(workspaceId),
    deps.snapshots.loadOrg(workspaceId),
  ]);
  const { facts, readings } = await readingsOf(deps, workspaceId, accounts);
  const world = worldFacts(org ?? undefined, facts);
  return {
    facts: world,
    org,
    readings: new Map(readings.map((reading) => [reading.accountId, reading])),
    names: accountNames(accounts, world),
    accounts,
  };
}

async function readingsOf(
  { snapshots }: WorldDeps,
  workspaceId: WorkspaceId,
  accounts: StoredAccount[],
): Promise<Kept> {
  const key = keyOf(accounts);
  const found = kept.get(workspaceId);
  if (found?.key === key) return found;
  const readings = await snapshots.loadLatest(workspaceId);
  const facts = readings.map(({ accountId, account }) =>
    accountFacts(accountId, account),
  );
  const made = { key, facts, readings };
  kept.delete(workspaceId);
  kept.set(workspaceId, made);
  const oldest = kept.keys().next().value;
  if (kept.size > WORLDS_KEPT_MAX && oldest) kept.delete(oldest);
  return made;
}

const keyOf = (accounts: StoredAccount[]): string =>
  accounts
    .map(({ id, snapshotId }) => `${id} ${snapshotId}`)
    .sort()
    .join('\n');
