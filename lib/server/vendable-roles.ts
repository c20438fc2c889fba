import 'server-only';
import type { WorkspaceId } from '@/lib/core/ids';
import { noteVendableRoles } from '@/lib/credentials/note-vendable-roles';
import type { Services } from './service-ports';

type Ports = Pick<
  Services,
  | 'people'
  | 'workspaces'
  | 'accounts'
  | 'snapshots'
  | 'vendableRoles'
  | 'grants'
  | 'hubOf'
  | 'identityTokens'
>;

/**
 * Notes what the console can take after a reading, or after somebody joined. In practice
 * everybody is given all of it: nothing can break there, and every way to take a role is open.
 */
export async function refreshVendableRoles(
  ports: Ports,
  workspaceId: WorkspaceId,
): Promise<void> {
  await noteVendableRoles(ports, workspaceId);
  const workspace = await ports.workspaces.find(workspaceId);
  if (workspace?.kind === 'practice')
    await ports.grants.giveToEverybody(workspaceId, 'Practice');
}
