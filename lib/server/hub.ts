import type { WorkspaceId } from '@/lib/core/ids';
import { connectionOf } from '@/lib/inventory/connections';
import type { AccountStore, AwsConnection } from '@/lib/ports';

/** The connection whose identity hands out credentials: the account that the others name as hub. */
export async function hubOf(
  accounts: Pick<AccountStore, 'list'>,
  workspaceId: WorkspaceId,
): Promise<AwsConnection | null> {
  const all = await accounts.list(workspaceId);
  const named = all.map((account) => account.connection?.hubAccountId).find(Boolean);
  const hub =
    all.find((account) => account.id === named) ??
    all.find((account) => account.connection?.kind === 'profile');
  return hub ? connectionOf(hub, all) : null;
}
