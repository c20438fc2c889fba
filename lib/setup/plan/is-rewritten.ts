import { canonicalJson } from '@/lib/core/canonical-json';
import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';

type Deps = { plans: Pick<PlanStore, 'find'>; ends: Pick<EndStore, 'listOnRole'> };

/** Whether a later plan that took this one over wrote on something that this one had written. */
export async function isRewritten(deps: Deps, plan: StoredPlan): Promise<boolean> {
  const own = new Set(plan.steps.map(placeOf));
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id } of onRole) {
    const heirs = (await heirsOf(deps, plan, id)) ?? [];
    const later = heirs.flatMap(({ steps }) => steps);
    if (later.some((step) => own.has(placeOf(step)))) return true;
  }
  return false;
}

/**
 * The plans that took this one over, one after the other, of which the last may stand. Null
 * where that one came of another plan.
 */
export async function heirsOf(
  deps: Pick<Deps, 'plans'>,
  plan: StoredPlan,
  lastId: string,
): Promise<StoredPlan[] | null> {
  if (lastId === plan.id) return [];
  const last = await deps.plans.find(plan.workspaceId, lastId);
  if (!last?.body.replaces) return null;
  const earlier = await heirsOf(deps, plan, last.body.replaces);
  return earlier && [...earlier, last];
}

/**
 * A document or object at AWS, as a key. A policy is made as an object, and changed later as a
 * document.
 */
export const placeOf = ({
  accountId,
  target,
}: Pick<StoredPlan['steps'][number], 'accountId' | 'target'>): string =>
  `${accountId} ${canonicalJson(
    target.kind === 'policy-document' ? { ...target, kind: 'managed-policy' } : target,
  )}`;
