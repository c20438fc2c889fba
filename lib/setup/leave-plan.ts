import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, PlanStore } from '@/lib/ports';
import { planOf } from './plan-of';
import { notNow } from './saga/start-run';

type Deps = {
  plans: Pick<PlanStore, 'find' | 'moveState' | 'setProgress'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Leaves a stopped plan half-way: what is written stays, and the plan can still be undone. */
export async function leavePlan(
  { plans, activity }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const found = await planOf({ plans }, actor, planId);
  if (!found.ok) return found;
  const plan = found.value;
  const { workspaceId } = actor;
  const isLeft = await plans.moveState(
    planId,
    ['stopped', 'suspended', 'undo-stopped'],
    'left',
  );
  if (!isLeft) return err(notNow(plan.state));
  await plans.setProgress(planId, null);
  await activity.append({
    workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'plan.left',
    outcome: 'ok',
    sentence: `${actor.name} left half-way: ${plan.title}.`,
    target: plan.body.roleArn,
    planId,
    details: { written: plan.steps.filter(({ state }) => state === 'done').length },
  });
  return ok(null);
}
