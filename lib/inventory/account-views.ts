import type { StoredAccount, StoredConnection, StoredSnapshot } from '@/lib/ports';
import type { AccountRow, ConnectionView, SnapshotRow } from './schema';

/** A connection that was prepared but not finished leads nowhere yet. */
const isFinished = ({ kind, readRoleArn }: StoredConnection): boolean =>
  kind !== 'assumed' || readRoleArn !== null;

export const finishedConnection = (account: StoredAccount): StoredConnection | null =>
  account.connection && isFinished(account.connection) ? account.connection : null;

export const accountRowOf = (account: StoredAccount): AccountRow => ({
  id: account.id,
  name: account.name,
  partition: account.partition,
  ouPath: account.ouPath,
  isProduction: account.isProduction,
  connection: finishedConnection(account)?.kind ?? null,
  health: account.health,
  healthSentence: account.healthSentence,
  lastReadAt: account.lastReadAt?.toISOString() ?? null,
  rolesTotal: account.rolesTotal,
  principalsTotal: account.principalsTotal,
  bucketsTotal: account.bucketsTotal,
});

export function connectionViewOf(account: StoredAccount): ConnectionView | null {
  const connection = finishedConnection(account);
  if (!connection) return null;
  return { ...connection, checkedAt: connection.checkedAt?.toISOString() ?? null };
}

export const snapshotRowOf = (snapshot: StoredSnapshot): SnapshotRow => ({
  id: snapshot.id,
  takenAt: snapshot.takenAt.toISOString(),
  state: snapshot.state,
  sentence: snapshot.sentence,
  rolesTotal: snapshot.rolesTotal,
});
