import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore } from '@/lib/ports';
import { planRow } from './plan/plan-view';
import type { PlanRow } from './plan-views';

type Deps = { plans: Pick<PlanStore, 'list'> };

const PLANS_MAX = 100;

/** The newest plans of the actor's workspace. */
export async function listPlans(
  deps: Deps,
  actor: Actor,
): Promise<Result<PlanRow[], AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plans = await deps.plans.list(actor.workspaceId, PLANS_MAX);
  return ok(plans.map(planRow));
}
