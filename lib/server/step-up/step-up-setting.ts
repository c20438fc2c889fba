import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { FLOOR_SUBJECT, STEP_UPS, type StepUp, strictnessOf } from '@/lib/core/step-up';
import { confirmation } from '@/lib/credentials/confirmation';
import { requireStepUp, type StepUpDeps } from '@/lib/credentials/require-step-up';
import type { ActivityLog, Actor, StepUpStore } from '@/lib/ports';

export const StepUpFloorInput = z.strictObject({ floor: z.enum(STEP_UPS), confirmation });

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

type Deps = StepUpDeps & {
  stepUps: Pick<StepUpStore, 'setFloor'>;
  activity: Pick<ActivityLog, 'append'>;
};

const WORDS: Record<StepUp, string> = {
  never: 'lets each grant say whether people confirm before they take a role',
  'every-12-h': 'has people confirm every 12 hours before they take a role',
  'each-time': 'has people confirm each time they take a role',
};

/** To ask for more costs nothing; to ask for less takes away what keeps a copied cookie out. */
export async function setStepUpFloor(
  deps: Deps,
  actor: Actor,
  { floor, confirmation }: z.infer<typeof StepUpFloorInput>,
): Promise<Result<null, AppError>> {
  const { stepUps } = deps;
  const subject = FLOOR_SUBJECT;
  return changeSetting(deps, actor, {
    permission: 'workspace:change',
    refuse: async () =>
      strictnessOf(floor) < strictnessOf((await stepUps.stateOf(actor)).floor)
        ? requireStepUp(deps, actor, { subject, stepUp: 'each-time', confirmation })
        : null,
    event: 'workspace.step-up',
    deed: WORDS[floor],
    details: { floor },
    write: () => stepUps.setFloor(actor.workspaceId, floor),
  });
}
