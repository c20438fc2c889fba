import { canonicalJson } from '@/lib/core/canonical-json';
import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { comesOf } from './is-changed-by-another';

type Deps = { plans: Pick<PlanStore, 'find'>; ends: Pick<EndStore, 'listOnRole'> };

/** Whether a later plan that took this one over wrote on something that this one had written. */
export async function isRewritten(deps: Deps, plan: StoredPlan): Promise<boolean> {
  const { id, workspaceId, body, steps } = plan;
  const own = new Set(steps.map(placeOf));
  for (const other of await deps.ends.listOnRole(workspaceId, body.roleArn)) {
    if (other.id === id) continue;
    const later = await deps.plans.find(workspaceId, other.id);
    const isOnOwn = later?.steps.some((step) => own.has(placeOf(step)));
    if (later && isOnOwn && (await comesOf(deps, later, id))) return true;
  }
  return false;
}

const placeOf = ({ accountId, target }: StoredPlan['steps'][number]): string =>
  `${accountId} ${canonicalJson(target)}`;
