import type { ActivityLog, Actor, PlanStore } from '@/lib/ports';
import type { NewPlan } from './plan-row';

type Deps = {
  plans: Pick<PlanStore, 'create'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Keeps a plan that was made, and who made it. */
export async function keepPlan(
  { plans, activity }: Deps,
  { workspaceId, userId: actorId, name: actorName }: Actor,
  plan: NewPlan,
): Promise<void> {
  await plans.create(plan);
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'plan.created',
    outcome: 'ok',
    sentence: `${actorName} planned: ${plan.title}.`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { hash: plan.hash },
  });
}
