import 'server-only';
import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import { connectAccount } from '@/lib/inventory/connect-account';
import { prepareConnection } from '@/lib/inventory/prepare-connection';
import type { ConnectAccountInput, PreparedConnection } from '@/lib/inventory/schema';
import type { Actor } from '@/lib/ports';
import type { Services } from './service-ports';
import { requireFresh } from './step-up/require-fresh';

const AWS_WORKSPACE = { id: WorkspaceId.parse('aws'), name: 'AWS', kind: 'aws' } as const;

type JoinPorts = {
  workspaces: Pick<Services['workspaces'], 'ensure'>;
  people: Pick<Services['people'], 'addMember' | 'listMembers'>;
};

/**
 * Real accounts never stand beside practice ones: from there they go to a workspace of their
 * own. Whoever makes that workspace administers it; afterwards only its members get in, each
 * as what they are there, for practice rights say nothing about real accounts.
 */
export async function joinAwsWorkspace(
  ports: JoinPorts,
  actor: Actor,
): Promise<Result<Actor, AppError>> {
  const denied = requirePermission(actor, 'account:connect');
  if (denied) return err(denied);
  if (actor.workspaceKind === 'aws') return ok(actor);
  await ports.workspaces.ensure(AWS_WORKSPACE);
  const members = await ports.people.listMembers(AWS_WORKSPACE.id);
  const role =
    members.length === 0
      ? 'admin'
      : members.find(({ userId }) => userId === actor.userId)?.role;
  if (!role) return err(notAMember);
  if (members.length === 0)
    await ports.people.addMember(AWS_WORKSPACE.id, actor.userId, role);
  return ok({
    ...actor,
    workspaceId: AWS_WORKSPACE.id,
    workspaceName: AWS_WORKSPACE.name,
    workspaceKind: 'aws',
    role,
  });
}

const notAMember: AppError = {
  kind: 'conflict',
  message:
    'The workspace for real accounts has other administrators. Ask one of them to invite you, in Settings, People.',
};

/** Connects a real account, and makes its workspace the person's current one. */
export async function connectInAwsWorkspace(
  ports: Services,
  actor: Actor,
  input: ConnectAccountInput,
): Promise<Result<{ accountId: string }, AppError>> {
  const there = await joinAwsWorkspace(ports, actor);
  if (!there.ok) return there;
  // The door asked by the workspace that the person came from, which may ask for less.
  const stale = await requireFresh(ports, there.value, {
    permission: 'account:connect',
    exempt: undefined,
  });
  if (stale) return err(stale);
  const connected = await connectAccount(ports, there.value, input);
  if (connected.ok)
    await ports.people.switchWorkspace(actor.userId, there.value.workspaceId);
  return connected;
}

export async function prepareInAwsWorkspace(
  ports: Services,
  actor: Actor,
  accountId: string,
): Promise<Result<PreparedConnection, AppError>> {
  const there = await joinAwsWorkspace(ports, actor);
  return there.ok ? prepareConnection(ports, there.value, accountId) : there;
}
