import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { asksOwner } from '../plan/by-owner';
import { heirsOf } from '../plan/is-rewritten';

export type SinceDeps = {
  plans: Pick<PlanStore, 'find'>;
  ends: Pick<EndStore, 'listOnRole'>;
};

const ENDED: StoredPlan['state'][] = ['quarantining', 'quarantined', 'lifting'];

/**
 * What became of the half that an owner was asked for, once a later plan has taken its plan over:
 * `kept` where that one changed the other half alone, `newer` where it asks for a change of this
 * half. Null for a plan that nothing took over, and once the crossing ends.
 */
export async function halfSince(
  deps: SinceDeps,
  plan: StoredPlan,
): Promise<'kept' | 'newer' | null> {
  if (plan.state !== 'replaced') return null;
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id, state } of onRole) {
    const heirs = ENDED.includes(state) ? null : await heirsOf(deps, plan, id);
    const last = heirs?.at(-1);
    if (last && last.end?.isRemoving !== true)
      return heirs?.some(asksOwner) ? 'newer' : 'kept';
  }
  return null;
}
