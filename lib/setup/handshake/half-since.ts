import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { asksOwner, isByOwner } from '../plan/by-owner';
import { heirsOf, placeOf } from '../plan/is-rewritten';

export type SinceDeps = {
  plans: Pick<PlanStore, 'find'>;
  ends: Pick<EndStore, 'listOnRole'>;
};

const ENDED: StoredPlan['state'][] = ['quarantining', 'quarantined', 'lifting'];

/**
 * What later plans have left of the half that an owner has run for a plan which they took over:
 * `kept` where they changed the other half alone, `newer` where one of them asks the owner for a
 * change, `rewritten` where one was to write by itself on what that half had written, as it is once
 * the account is connected. Null where none took it over, and once the crossing ends.
 */
export async function halfSince(
  deps: SinceDeps,
  plan: StoredPlan,
  accountId: string,
): Promise<Since | null> {
  if (plan.state !== 'replaced') return null;
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id, state } of onRole) {
    const heirs = ENDED.includes(state) ? null : await heirsOf(deps, plan, id);
    const isEnding = heirs?.at(-1)?.end?.isRemoving === true;
    if (heirs && heirs.length > 0 && !isEnding) return leftBy(heirs, plan, accountId);
  }
  return null;
}

type Since = 'kept' | 'newer' | 'rewritten';

function leftBy(heirs: StoredPlan[], plan: StoredPlan, accountId: string): Since {
  const theirs = plan.steps.filter((step) => step.accountId === accountId).map(placeOf);
  const last = heirs.findLast((heir) =>
    heir.steps.some((step) => theirs.includes(placeOf(step)) || isByOwner(heir)(step)),
  );
  if (!last) return 'kept';
  return asksOwner(last) ? 'newer' : 'rewritten';
}
