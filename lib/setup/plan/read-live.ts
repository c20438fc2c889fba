import { appErrorOf } from '@/lib/core/aws-failure';
import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type { Aws, AwsTarget, ConnectionOf, PlanStore, TargetState } from '@/lib/ports';
import type { RoleDocuments, RoleRequest } from '../recipes/role-request';
import { connectionIn } from '../world/connection-in';
import type { KnownWorld } from '../world/load-world';
import { stateInReading } from '../world/state-in-reading';
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
  const readIn = readerOf(deps, world);
  const { trustingAccountId, who } = request;
  const role = await readIn(trustingAccountId, targets.role);
  if (!role.ok) return role;
  const foreign = await foreignRole(deps, world.workspaceId, request, role.value);
  if (foreign) return err(foreign);
  const permissions = role.value.exists
    ? await readIn(trustingAccountId, targets.permissions)
    : ABSENT;
  if (!permissions.ok) return permissions;
  const assumed = who && assume ? await readIn(who.accountId, assume.target) : ABSENT;
  if (!assumed.ok) return assumed;
  return ok({ role: role.value, permissions: permissions.value, assume: assumed.value });
}

const ABSENT = ok({ exists: false } as const);

/** Asks AWS; of an account without a connection the latest reading, if there is one. */
function readerOf({ aws, ...deps }: ReadLiveDeps, { accounts, readings }: KnownWorld) {
  const connectionTo = connectionIn(deps, accounts);
  return async (
    accountId: string,
    target: AwsTarget,
  ): Promise<Result<TargetState, AppError>> => {
    const connection = connectionTo(accountId);
    if (!connection)
      return ok(stateInReading(readings.get(accountId)?.collected, target));
    const state = await aws.readTarget(connection, target);
    return state.ok ? state : err(appErrorOf(state.error, accountId));
  };
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
