import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, EndStore } from '@/lib/ports';
import { TOLD_BEFORE_MS } from './end/tell-ends';
import { planRow } from './plan/plan-view';
import type { PlanRow } from './plan-views';

type Deps = { ends: Pick<EndStore, 'listCalling'>; clock: Pick<Clock, 'now'> };

/** The plans that want a person: halted, refuted by a proof, or soon at their end. */
export async function listCallingPlans(
  { ends, clock }: Deps,
  actor: Actor,
): Promise<Result<PlanRow[], AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const until = new Date(clock.now().getTime() + TOLD_BEFORE_MS);
  const plans = await ends.listCalling(actor.workspaceId, until);
  return ok(plans.map(planRow));
}
