import { isOfRole } from '@/lib/core/find-of-role';
import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';

type Deps = {
  ends: Pick<EndStore, 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
};

/** A role that serves another crossing as well is neither denied everything nor taken away. */
export async function othersOnRole(deps: Deps, plan: StoredPlan): Promise<string | null> {
  const { crossings } = await onRoleOf(deps, plan);
  return crossings.length > 0
    ? `${plan.body.roleName} is what another plan is about too. Nobody gets in by this one since its date; undo it by hand once the other is over.`
    : null;
}

/**
 * Plans that let the role of a crossing use something more as itself. They keep it from nothing:
 * what they gave is of no use without the role, and goes before it.
 */
export const besidesOnRole = async (
  deps: Deps,
  plan: StoredPlan,
): Promise<StoredPlan[]> => (await onRoleOf(deps, plan)).besides;

type OnRole = { crossings: StoredPlan[]; besides: StoredPlan[] };

async function onRoleOf({ ends, plans }: Deps, plan: StoredPlan): Promise<OnRole> {
  const found: OnRole = { crossings: [], besides: [] };
  // A role that stood before keeps everything else, so that nobody else is in the way. One that a
  // plan made goes with the last change of that plan, whoever uses the bucket.
  if (!(await isOfRole(plans, plan))) return found;
  const { id, workspaceId, body } = plan;
  for (const other of await ends.listOnRole(workspaceId, body.roleArn)) {
    const one = other.id === id ? null : await plans.find(workspaceId, other.id);
    if (!one) continue;
    const isOf = await isOfRole(plans, one);
    (isOf ? found.crossings : found.besides).push(one);
  }
  return found;
}
