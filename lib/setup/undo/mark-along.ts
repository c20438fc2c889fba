import type { ActivityLog, AgreedAlong, PlanStore, StoredPlan } from '@/lib/ports';
import { STANDING } from '../schema';

type Deps = {
  plans: Pick<PlanStore, 'moveState'>;
  activity: Pick<ActivityLog, 'append'>;
};

/**
 * Marks the plans that go along with another as being undone, those that a person has agreed to
 * and no others: the run takes these first. What is marked already stays as it is, so a run after
 * a crash marks what is left.
 */
export async function markAlong(
  { plans, activity }: Deps,
  plan: StoredPlan,
  along: StoredPlan[],
  { ids, userId, name }: AgreedAlong,
): Promise<void> {
  const from = [...STANDING, 'replaced' as const];
  for (const one of along) {
    if (!ids.includes(one.id) || !from.some((state) => state === one.state)) continue;
    await activity.append({
      workspaceId: plan.workspaceId,
      actorId: userId,
      actorName: name,
      event: 'plan.undo',
      outcome: 'intent',
      sentence: `${name} asked to undo, because its role goes with “${plan.title}”: ${one.title}.`,
      target: one.body.roleArn,
      planId: one.id,
      details: { hash: one.hash },
    });
    await plans.moveState(one.id, from, 'undoing');
  }
}
