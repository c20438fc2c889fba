import type { AppError } from '@/lib/core/errors';
import { isAsItself } from '@/lib/core/is-as-itself';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, PlanStore } from '@/lib/ports';
import { planOf } from './plan-of';
import { notNow } from './saga/start-run';
import { testIntent } from './test-intent';
import { type WatchJob, watchNow } from './watch-job';

type Deps = {
  plans: Pick<PlanStore, 'find' | 'setProgress'>;
  activity: Pick<ActivityLog, 'append'>;
  enqueue(job: WatchJob): Promise<void>;
  env: { areChangesOn: boolean };
};

/** Looks for the other half of a waiting plan at once. */
export async function checkNow(
  { plans, activity, enqueue, env }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const found = await planOf({ plans }, actor, planId);
  if (!found.ok) return found;
  const plan = found.value;
  const { workspaceId } = actor;
  if (plan.state !== 'waiting') return err(notNow(plan.state));
  if (env.areChangesOn && isAsItself(plan.body)) {
    const by = { actorId: actor.userId, actorName: actor.name };
    const sentence = `${actor.name} asked to test: ${plan.title}.`;
    await activity.append(testIntent(plan, by, sentence));
  }
  await plans.setProgress(planId, 'Looking for the other half…');
  await enqueue(watchNow({ workspaceId, planId }));
  return ok(null);
}
