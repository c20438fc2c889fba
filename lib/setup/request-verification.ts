import { requirePermission } from '@/lib/auth/permissions';
import { changesAreOff } from '@/lib/core/changes-are-off';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, PlanStore } from '@/lib/ports';
import { notNow } from './saga/start-run';
import { STANDING } from './schema';
import { testIntent } from './test-intent';
import type { VerifyJob } from './verify-plan';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  activity: Pick<ActivityLog, 'append'>;
  env: { areChangesOn: boolean };
  enqueue(job: VerifyJob): Promise<void>;
};

/** Asks for the proof of an applied plan to be made again, with real calls. */
export async function requestVerification(
  { plans, activity, env, enqueue }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  if (!env.areChangesOn) return err(changesAreOff);
  const { workspaceId } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  if (!STANDING.includes(plan.state)) return err(notNow(plan.state));
  const by = { actorId: actor.userId, actorName: actor.name };
  const sentence = `${actor.name} asked to test again: ${plan.title}.`;
  await activity.append(testIntent(plan, by, sentence));
  await enqueue({ name: 'plan-verify', workspaceId, planId });
  return ok(null);
}
