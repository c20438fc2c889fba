import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';

type Deps = { plans: Pick<PlanStore, 'find'>; ends: Pick<EndStore, 'listOnRole'> };

/**
 * Whether another plan that is not over changed the same crossing, so that the plan which first
 * made it does not stand again when this change is undone.
 *
 * @param baseId the plan whose crossing this one changed
 */
export async function isChangedByAnother(
  deps: Deps,
  { id, workspaceId, body }: StoredPlan,
  baseId: string,
): Promise<boolean> {
  const onRole = await deps.ends.listOnRole(workspaceId, body.roleArn);
  for (const other of onRole) {
    if (other.id === id) continue;
    const plan = await deps.plans.find(workspaceId, other.id);
    if (plan && (await comesOf(deps, plan, baseId))) return true;
  }
  return false;
}

/** Whether a plan changed this one, or one that did. */
async function comesOf(
  deps: Pick<Deps, 'plans'>,
  { workspaceId, body }: StoredPlan,
  baseId: string,
): Promise<boolean> {
  if (!body.replaces || body.replaces === baseId) return body.replaces === baseId;
  const earlier = await deps.plans.find(workspaceId, body.replaces);
  return earlier !== null && comesOf(deps, earlier, baseId);
}
