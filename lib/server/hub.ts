import { hubAccountIn } from '@/lib/core/hub-account';
import type { WorkspaceId } from '@/lib/core/ids';
import { connectionOf } from '@/lib/inventory/connections';
import type { AccountStore, AwsConnection } from '@/lib/ports';

/** The connection whose identity hands out credentials. */
export async function hubOf(
  accounts: Pick<AccountStore, 'list'>,
  workspaceId: WorkspaceId,
): Promise<AwsConnection | null> {
  const all = await accounts.list(workspaceId);
  const hub = hubAccountIn(all);
  return hub ? connectionOf(hub, all) : null;
}
