import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { type StartDeps, startRun } from './saga/start-run';

/** Goes on where a run or an undo has stopped. Steps that are done are not made again. */
export async function retryPlan(
  deps: StartDeps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const isUndo = plan?.state === 'undo-stopped';
  return startRun(deps, actor, {
    planId,
    event: 'plan.retry',
    verb: 'asked to retry',
    to: isUndo ? 'undoing' : 'applying',
    from: isUndo ? ['undo-stopped'] : ['stopped', 'suspended', 'left'],
  });
}
