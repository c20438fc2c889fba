import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, EndStore, PlanStore } from '@/lib/ports';
import { type StartDeps, startRun } from '../saga/start-run';

type Input = { planId: string };

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  ends: Pick<EndStore, 'update'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Keeps a crossing from being removed by itself. Its quarantine stays. */
export async function stopRemoval(
  { plans, ends, activity }: Deps,
  actor: Actor,
  { planId }: Input,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:undo');
  if (denied) return err(denied);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan?.end) return err({ kind: 'not_found', what: 'A crossing with an end' });
  await ends.update(planId, { isStopped: true, note: null });
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'plan.removal.stopped',
    outcome: 'ok',
    sentence: `${actorName} stopped the end of: ${plan.title}.`,
    target: plan.body.roleArn,
    planId,
    details: {},
  });
  return ok(null);
}

/** Takes the quarantine of an ended crossing away, byte for byte. It stands again from then on. */
export async function liftQuarantine(
  deps: StartDeps & Deps,
  actor: Actor,
  { planId }: Input,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:undo');
  if (denied) return err(denied);
  return startRun(deps, actor, {
    planId,
    event: 'plan.quarantine.lift',
    verb: 'asked to lift the quarantine of',
    to: 'lifting',
    from: ['quarantined'],
    // It must not be quarantined anew at once.
    prepare: async () => {
      await deps.ends.update(planId, { isStopped: true, note: null });
      return true;
    },
  });
}
