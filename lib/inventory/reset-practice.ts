import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, PracticeWorlds } from '@/lib/ports';
import { NO_PRACTICE } from './list-exercises';
import { startSync } from './start-sync';

type Deps = Parameters<typeof startSync>[0] & {
  practiceWorlds: Pick<PracticeWorlds, 'reset'> | null;
};

/** Puts the practice accounts back as they were at first and reads them again. Gives the sync's id. */
export async function resetPractice(
  deps: Deps,
  actor: Actor,
): Promise<Result<string, AppError>> {
  const denied = requirePermission(actor, 'practice:reset');
  if (denied) return err(denied);
  if (actor.workspaceKind !== 'practice' || !deps.practiceWorlds) return err(NO_PRACTICE);

  // What is lost is lost at once, so the intent is on record first.
  await deps.activity.append({
    workspaceId: actor.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'practice.reset',
    outcome: 'intent',
    sentence: `${actor.name} puts the practice accounts back as they were at first.`,
    target: null,
    planId: null,
    details: {},
  });
  const reset = await deps.practiceWorlds.reset(actor.workspaceId);
  return reset.ok ? startSync(deps, actor, 'all') : reset;
}
