import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { heirsOf } from '../plan/is-rewritten';

export type KeptDeps = {
  plans: Pick<PlanStore, 'find'>;
  ends: Pick<EndStore, 'listOnRole'>;
};

const ENDED: StoredPlan['state'][] = ['quarantining', 'quarantined', 'lifting'];

/**
 * Whether the half that an owner has run for a plan still counts though a later plan has taken it
 * over: that one changed the other half alone. Not once the crossing ends.
 */
export async function isKept(deps: KeptDeps, plan: StoredPlan): Promise<boolean> {
  if (plan.state !== 'replaced') return false;
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id, state } of onRole) {
    const heir = ENDED.includes(state) ? undefined : await heirOf(deps, plan, id);
    if (heir && heir.end?.isRemoving !== true) return true;
  }
  return false;
}

const heirOf = async (deps: KeptDeps, plan: StoredPlan, id: string) =>
  (await heirsOf(deps, plan, id))?.at(-1);
