import 'server-only';
import type { AppError } from '@/lib/core/errors';
import { WorkspaceId } from '@/lib/core/ids';
import type { Result } from '@/lib/core/result';
import { connectAccount } from '@/lib/inventory/connect-account';
import { prepareConnection } from '@/lib/inventory/prepare-connection';
import type { ConnectAccountInput, PreparedConnection } from '@/lib/inventory/schema';
import type { Actor } from '@/lib/ports';
import type { Services } from './services';

const AWS_WORKSPACE = { id: WorkspaceId.parse('aws'), name: 'AWS', kind: 'aws' } as const;

/** Real accounts never stand beside practice ones: from there they go to a workspace of their own. */
async function inAwsWorkspace(ports: Services, actor: Actor): Promise<Actor> {
  if (actor.workspaceKind === 'aws') return actor;
  await ports.workspaces.ensure(AWS_WORKSPACE);
  await ports.people.addMember(AWS_WORKSPACE.id, actor.userId, 'admin');
  return {
    ...actor,
    workspaceId: AWS_WORKSPACE.id,
    workspaceName: AWS_WORKSPACE.name,
    workspaceKind: 'aws',
    role: 'admin',
  };
}

/** Connects a real account, and makes its workspace the person's current one. */
export async function connectInAwsWorkspace(
  ports: Services,
  actor: Actor,
  input: ConnectAccountInput,
): Promise<Result<{ accountId: string }, AppError>> {
  const there = await inAwsWorkspace(ports, actor);
  const connected = await connectAccount(ports, there, input);
  if (connected.ok) await ports.people.switchWorkspace(actor.userId, there.workspaceId);
  return connected;
}

export async function prepareInAwsWorkspace(
  ports: Services,
  actor: Actor,
  accountId: string,
): Promise<Result<PreparedConnection, AppError>> {
  return prepareConnection(ports, await inAwsWorkspace(ports, actor), accountId);
}
