import * as z from 'zod';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { STEP_UPS, type StepUp } from '@/lib/core/step-up';
import type { ActivityLog, Actor, StepUpStore } from '@/lib/ports';

export const StepUpFloorInput = z.strictObject({ floor: z.enum(STEP_UPS) });

export type StepUpFloorView = { floor: StepUp; mayChange: boolean };

/** What every grant of the actor's workspace asks for at least. */
export async function getStepUpFloor(
  { stepUps }: { stepUps: Pick<StepUpStore, 'stateOf'> },
  actor: Actor,
): Promise<Result<StepUpFloorView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);
  const { floor } = await stepUps.stateOf(actor);
  return ok({ floor, mayChange: can(actor, 'workspace:change') });
}

type Deps = {
  stepUps: Pick<StepUpStore, 'setFloor'>;
  activity: Pick<ActivityLog, 'append'>;
};

const WORDS: Record<StepUp, string> = {
  never: 'lets each grant say whether people confirm before they take a role',
  'every-12-h': 'has people confirm every 12 hours before they take a role',
  'each-time': 'has people confirm each time they take a role',
};

export async function setStepUpFloor(
  { stepUps, activity }: Deps,
  actor: Actor,
  { floor }: z.infer<typeof StepUpFloorInput>,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'workspace:change');
  if (denied) return err(denied);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  await stepUps.setFloor(workspaceId, floor);
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'workspace.step-up',
    outcome: 'ok',
    sentence: `${actorName} ${WORDS[floor]}.`,
    target: null,
    planId: null,
    details: { floor },
  });
  return ok(null);
}
