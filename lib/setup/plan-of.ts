import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore, StoredPlan } from '@/lib/ports';

/** A plan of the actor's workspace, for somebody who may apply plans. */
export async function planOf(
  { plans }: { plans: Pick<PlanStore, 'find'> },
  actor: Actor,
  planId: string,
): Promise<Result<StoredPlan, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const plan = await plans.find(actor.workspaceId, planId);
  return plan ? ok(plan) : err({ kind: 'not_found', what: 'This plan' });
}
