import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, TargetStore } from '@/lib/ports';
import type { ChosenEvent } from './schema';

type Deps = {
  noticeTargets: Pick<TargetStore, 'find' | 'setEvents' | 'remove'>;
  activity: Pick<ActivityLog, 'append'>;
};

const gone: AppError = { kind: 'not_found', what: 'This target' };

type Change = { what: 'changed' | 'removed'; say: (name: string) => string };

/** The name of the target, once its change is on record. */
async function record(
  { noticeTargets, activity }: Deps,
  actor: Actor,
  id: string,
  { what, say }: Change,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'notifications:manage');
  if (denied) return err(denied);
  const target = await noticeTargets.find(actor.workspaceId, id);
  if (!target) return err(gone);
  await activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: `notifications.target-${what}`,
    outcome: 'ok',
    sentence: `${actor.name} ${say(target.name)}.`,
    target: id,
    planId: null,
    details: {},
  });
  return ok(null);
}

/** Chooses anew what a target is told of. */
export async function setEvents(
  deps: Deps,
  actor: Actor,
  { id, events }: { id: string; events: ChosenEvent[] },
): Promise<Result<null, AppError>> {
  const say = (name: string) => `has ${name} told of: ${events.join(', ')}`;
  const recorded = await record(deps, actor, id, { what: 'changed', say });
  if (!recorded.ok) return recorded;
  const isThere = await deps.noticeTargets.setEvents(actor.workspaceId, id, events);
  return isThere ? ok(null) : err(gone);
}

/** Removes a target with all that it was still to be told of. */
export async function removeTarget(
  deps: Deps,
  actor: Actor,
  { id }: { id: string },
): Promise<Result<null, AppError>> {
  const say = (name: string) => `has ${name} told of nothing any more`;
  const recorded = await record(deps, actor, id, { what: 'removed', say });
  if (!recorded.ok) return recorded;
  const isThere = await deps.noticeTargets.remove(actor.workspaceId, id);
  return isThere ? ok(null) : err(gone);
}
