import type { WorkspaceId } from '@/lib/core/ids';
import { type EstateIndex, withAccount } from '@/lib/iam/index/estate-index';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { Piece } from '../recipes/piece';
import type { KnownWorld, WorldDeps } from './load-world';
import { collectedAfter } from './world-after';

/** The compiled index of today's readings, and the same with a plan's documents in place. */
export type Estates = { today: EstateIndex; after: EstateIndex };

type Reading = {
  accountId: string;
  snapshotId: string;
  takenAt: Date;
  account: CollectedAccount;
};

export type EstateDeps = Pick<WorldDeps, 'snapshots'> & {
  /** The index of these readings. Kept: an account is compiled once for each reading. */
  indexOf(
    workspaceId: WorkspaceId,
    latest: {
      org: CollectedOrg | null;
      readings: Pick<Reading, 'accountId' | 'snapshotId'>[];
      load(accountIds: string[]): Promise<Reading[]>;
    },
  ): Promise<EstateIndex>;
};

/** Compiles of an estate only what the pieces change, and what was told and never read. */
export async function estatesOf(
  { indexOf, snapshots }: EstateDeps,
  world: KnownWorld,
  pieces: Piece[],
): Promise<Estates> {
  const { workspaceId, accounts, org } = world;
  const read = await indexOf(workspaceId, {
    org,
    readings: accounts.flatMap(({ id, snapshotId }) =>
      snapshotId ? [{ accountId: id, snapshotId }] : [],
    ),
    load: (accountIds) => snapshots.loadLatest(workspaceId, accountIds),
  });
  const today = withAccounts(read, toldIn(world));
  return { today, after: withAccounts(today, collectedAfter(world, pieces)) };
}

const toldIn = ({ readings }: KnownWorld): Map<string, CollectedAccount> =>
  new Map(
    [...readings].flatMap(([id, { toldOf, collected }]) =>
      toldOf ? [[id, collected] as const] : [],
    ),
  );

const withAccounts = (
  index: EstateIndex,
  changed: Map<string, CollectedAccount>,
): EstateIndex =>
  [...changed].reduce((known, [id, account]) => withAccount(known, id, account), index);
