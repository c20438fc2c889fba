import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, EndStore, PlanStore } from '@/lib/ports';
import { besidesOnRole } from './end/others-on-role';
import { isRewritten } from './plan/is-rewritten';
import { planView } from './plan/plan-view';
import type { PlanView } from './plan-views';
import { comingUndo, UNDOABLE } from './undo/may-undo';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  ends: Pick<EndStore, 'graceDaysOf' | 'listOnRole'>;
  clock: Pick<Clock, 'now'>;
};

/** One plan of the actor's workspace, as it stands now. */
export async function getPlan(
  deps: Deps,
  actor: Actor,
  planId: string,
): Promise<Result<PlanView, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const graceDays = await deps.ends.graceDaysOf(actor.workspaceId);
  const isKept = plan.state === 'replaced' && !(await isRewritten(deps, plan));
  const besides = plan.end ? await besidesOnRole(deps, plan) : [];
  const undo = UNDOABLE.includes(plan.state) ? await comingUndo(deps, plan) : null;
  return ok(planView(plan, deps.clock.now(), { graceDays, isKept, besides, undo }));
}
