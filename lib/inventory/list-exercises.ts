import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, PracticeExercise, PracticeWorlds } from '@/lib/ports';

/** Practice accounts are there in a practice workspace only, and on a console that runs them. */
export const NO_PRACTICE: AppError = {
  kind: 'not_found',
  what: 'Practice in this workspace',
};

/** The exercises of the practice accounts, judged on the world as it is now. */
export async function listExercises(
  deps: { practiceWorlds: Pick<PracticeWorlds, 'exercises'> | null },
  actor: Actor,
): Promise<Result<PracticeExercise[], AppError>> {
  const denied = requirePermission(actor, 'inventory:read');
  if (denied) return err(denied);
  if (actor.workspaceKind !== 'practice' || !deps.practiceWorlds) return err(NO_PRACTICE);
  return deps.practiceWorlds.exercises(actor.workspaceId);
}
