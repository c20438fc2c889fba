import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore } from '@/lib/ports';
import { notNow } from './saga/start-run';
import { type WatchJob, watchNow } from './watch-job';

type Deps = {
  plans: Pick<PlanStore, 'find' | 'setProgress'>;
  enqueue(job: WatchJob): Promise<void>;
};

/** Looks for the other half of a waiting plan at once. */
export async function checkNow(
  { plans, enqueue }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const { workspaceId } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  if (plan.state !== 'waiting') return err(notNow(plan.state));
  await plans.setProgress(planId, 'Looking for the other half…');
  await enqueue(watchNow({ workspaceId, planId }));
  return ok(null);
}
