import { hubAccountIn } from '@/lib/core/hub-account';
import type { WorkspaceId } from '@/lib/core/ids';
import { connectionOf } from '@/lib/inventory/connections';
import type { AccountStore, AwsConnection } from '@/lib/ports';

/** The connection whose identity hands out credentials. */
export async function hubOf(
  accounts: Pick<AccountStore, 'listAroundHub'>,
  workspaceId: WorkspaceId,
): Promise<AwsConnection | null> {
  const around = await accounts.listAroundHub(workspaceId);
  const hub = hubAccountIn(around);
  return hub ? connectionOf(hub, around) : null;
}
