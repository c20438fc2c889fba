import type { AwsConnection, StoredAccount, StoredConnection } from '@/lib/ports';

/** How the console reaches an account; null while it cannot. One hop at most. */
export function connectionOf(
  account: StoredAccount,
  accounts: StoredAccount[],
): AwsConnection | null {
  const { connection, id: accountId, partition } = account;
  if (!connection) return null;
  const place = { accountId, partition, region: connection.region };
  switch (connection.kind) {
    case 'practice':
      return { kind: 'practice', worldId: account.workspaceId, ...place };
    case 'ambient':
      return { kind: 'ambient', ...place };
    case 'profile':
      return connection.profile
        ? { kind: 'profile', profile: connection.profile, ...place }
        : null;
    case 'assumed':
      return assumedOf(connection, place, accounts);
    default:
      return connection.kind satisfies never;
  }
}

function assumedOf(
  { hubAccountId, readRoleArn, writeRoleArn, externalId }: StoredConnection,
  place: { accountId: string; partition: string; region: string },
  accounts: StoredAccount[],
): AwsConnection | null {
  const account = accounts.find(({ id }) => id === hubAccountId);
  if (!account || account.connection?.kind === 'assumed') return null;
  const hub = connectionOf(account, accounts);
  if (!hub || !readRoleArn || !externalId) return null;
  return { kind: 'assumed', ...place, readRoleArn, writeRoleArn, externalId, hub };
}
