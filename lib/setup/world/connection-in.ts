import type { AwsConnection, ConnectionOf, StoredAccount } from '@/lib/ports';

/** How the console reaches the accounts of a workspace, by id; null where it cannot. */
export const connectionIn =
  ({ connectionOf }: { connectionOf: ConnectionOf }, accounts: StoredAccount[]) =>
  (accountId: string): AwsConnection | null => {
    const account = accounts.find(({ id }) => id === accountId);
    return account ? connectionOf(account, accounts) : null;
  };
