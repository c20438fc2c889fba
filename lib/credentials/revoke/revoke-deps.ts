import type { WorkspaceId } from '@/lib/core/ids';
import type {
  AccountStore,
  ActivityLog,
  Aws,
  AwsConnection,
  Clock,
  ConnectionOf,
  IssueStore,
  Notifier,
  Random,
  RevocationStore,
  StoredAccount,
} from '@/lib/ports';

/** What a revocation needs, from its first write to its removal. */
export type RevokeDeps = {
  revocations: RevocationStore;
  issues: Pick<IssueStore, 'find' | 'markRevoked' | 'clearRevoked'>;
  accounts: Pick<AccountStore, 'list'>;
  connectionOf: ConnectionOf;
  hubOf(workspaceId: WorkspaceId): Promise<AwsConnection | null>;
  activity: Pick<ActivityLog, 'append'>;
  notifier: Pick<Notifier, 'tell'>;
  aws: Pick<Aws, 'readTarget' | 'write' | 'assumeRole' | 'probe'>;
  clock: Clock;
  random: Random;
  /** Changes can be turned off for a whole server. */
  env: { areChangesOn: boolean };
};

export type Place = { account: StoredAccount; connection: AwsConnection };

/** The account of a role and the way to it; null where this console cannot write. */
export async function placeOf(
  { accounts, connectionOf }: Pick<RevokeDeps, 'accounts' | 'connectionOf'>,
  workspaceId: WorkspaceId,
  accountId: string,
): Promise<Place | null> {
  const all = await accounts.list(workspaceId);
  const account = all.find(({ id }) => id === accountId);
  const connection = account ? connectionOf(account, all) : null;
  return account && connection ? { account, connection } : null;
}
