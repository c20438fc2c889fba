import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Aws,
  AwsConnection,
  ConnectionOf,
  PlanStore,
  TargetState,
} from '@/lib/ports';
import type { RoleDocuments, RoleRequest } from '../recipes/role-request';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';
import { type LiveTargets, PLAN_TAG } from './plan-steps';

export type ReadLiveDeps = {
  connectionOf: ConnectionOf;
  aws: Pick<Aws, 'readTarget'>;
  plans: Pick<PlanStore, 'find'>;
};

/** Reads what stands at AWS now. A role that is not ours ends the plan. */
export async function readLive(
  deps: ReadLiveDeps,
  world: KnownWorld,
  request: RoleRequest,
  { targets, assume }: RoleDocuments,
): Promise<Result<LiveTargets, AppError>> {
  const reach = reachIn(deps, world);
  const trusting = reach(request.trustingAccountId);
  if (!trusting.ok) return trusting;
  const trusted = request.who ? reach(request.who.accountId) : trusting;
  if (!trusted.ok) return trusted;
  const role = await read(deps, trusting.value, targets.role);
  if (!role.ok) return role;
  const foreign = await foreignRole(deps, world.workspaceId, request, role.value);
  if (foreign) return err(foreign);
  const permissions = role.value.exists
    ? await read(deps, trusting.value, targets.permissions)
    : ABSENT;
  if (!permissions.ok) return permissions;
  const assumed = assume ? await read(deps, trusted.value, assume.target) : ABSENT;
  if (!assumed.ok) return assumed;
  return ok({ role: role.value, permissions: permissions.value, assume: assumed.value });
}

const ABSENT = ok({ exists: false } as const);

function reachIn(deps: ReadLiveDeps, { accounts }: KnownWorld) {
  const connectionTo = connectionIn(deps, accounts);
  return (accountId: string): Result<AwsConnection, AppError> => {
    const connection = connectionTo(accountId);
    return connection ? ok(connection) : err({ kind: 'no_connection', accountId });
  };
}

async function read(
  { aws }: ReadLiveDeps,
  connection: AwsConnection,
  target: Parameters<Aws['readTarget']>[1],
): Promise<Result<TargetState, AppError>> {
  const state = await aws.readTarget(connection, target);
  return state.ok ? state : err(appErrorOf(state.error, connection.accountId));
}

/** A role of that name that no plan of this workspace made is somebody else's. */
async function foreignRole(
  { plans }: ReadLiveDeps,
  workspaceId: WorkspaceId,
  { roleName, trustingAccountId }: RoleRequest,
  role: TargetState,
): Promise<AppError | null> {
  if (!role.exists) return null;
  const planId = role.tags[PLAN_TAG];
  const plan = planId ? await plans.find(workspaceId, planId) : null;
  const isOurs = plan?.body.trustingAccountId === trustingAccountId;
  if (isOurs && !/"A(?:ROA|IDA)[A-Z0-9]{12,}"/.test(role.document)) return null;
  const message = isOurs
    ? `The trust policy of ${roleName} names a principal that was deleted. Remove it there before this plan adds another.`
    : `${roleName} exists already in ${trustingAccountId}, and no plan of this workspace made it. Take another name for the role.`;
  return { kind: 'conflict', message };
}
