import { requirePermission } from '@/lib/auth/permissions';
import { changesAreOff } from '@/lib/core/changes-are-off';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor } from '@/lib/ports';
import { notNow } from '../saga/start-run';
import { STANDING } from '../schema';
import { type EndDeps, hasEnd } from './end-deps';
import { endPlan } from './end-plan';
import { othersOnRole } from './others-on-role';

/**
 * Goes on with the end of a crossing at once: one that still stands is quarantined now, whatever
 * its date; one that waits after a change of somebody else's is looked at again.
 */
export async function endNow(
  deps: EndDeps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:undo');
  if (denied) return err(denied);
  if (!deps.env.areChangesOn) return err(changesAreOff);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  const plan = await deps.plans.find(workspaceId, planId);
  if (!hasEnd(plan)) return err({ kind: 'not_found', what: 'A crossing with an end' });
  if (plan.state !== 'quarantined' && !STANDING.includes(plan.state))
    return err(notNow(plan.state));
  const now = deps.clock.now();
  const isEarly = plan.end.endsAt > now;
  const others = isEarly ? await othersOnRole(deps, plan) : null;
  if (others) return err({ kind: 'conflict', message: others });
  await deps.activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'plan.end',
    outcome: 'intent',
    sentence: `${actorName} asked to end${isEarly ? ' before its date' : ''}: ${plan.title}.`,
    target: plan.body.roleArn,
    planId,
    details: {},
  });
  await deps.ends.update(planId, {
    isStopped: false,
    note: null,
    lookAt: now,
    ...(isEarly && { endsAt: now }),
  });
  await endPlan(deps, { workspaceId, planId });
  const after = await deps.plans.find(workspaceId, planId);
  return after?.end?.note ? err({ kind: 'conflict', message: after.end.note }) : ok(null);
}
