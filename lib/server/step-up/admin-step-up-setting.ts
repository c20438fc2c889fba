import * as z from 'zod';
import { can, requirePermission } from '@/lib/auth/permissions';
import {
  ADMIN_STEP_UPS,
  type AdminStepUp,
  isLaxer,
  LAXER_SUBJECT,
} from '@/lib/core/admin-step-up';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { confirmation } from '@/lib/credentials/confirmation';
import { requireStepUp, type StepUpDeps } from '@/lib/credentials/require-step-up';
import type { ActivityLog, Actor, StepUpStore } from '@/lib/ports';

export const AdminStepUpInput = z.strictObject({
  asks: z.enum(ADMIN_STEP_UPS),
  confirmation,
});

export type AdminStepUpView = { asks: AdminStepUp; mayChange: boolean };

/** How fresh a sign-in the workspace asks of those who administer it. */
export async function getAdminStepUp(
  { stepUps }: { stepUps: Pick<StepUpStore, 'freshnessOf'> },
  actor: Actor,
): Promise<Result<AdminStepUpView, AppError>> {
  const denied = requirePermission(actor, 'credentials:list');
  if (denied) return err(denied);
  const { asks } = await stepUps.freshnessOf(actor);
  return ok({ asks, mayChange: can(actor, 'workspace:change') });
}

type Deps = StepUpDeps & {
  stepUps: Pick<StepUpStore, 'freshnessOf' | 'setAdminStepUp'>;
  activity: Pick<ActivityLog, 'append'>;
};

const WORDS: Record<AdminStepUp, string> = {
  never: 'lets people administer without confirming that it is them',
  'every-hour': 'has people confirm every hour before they administer',
  'every-10-min': 'has people confirm every 10 minutes before they administer',
};

/** To ask less often takes away what keeps a copied cookie out, so it is confirmed itself. */
export async function setAdminStepUp(
  deps: Deps,
  actor: Actor,
  { asks, confirmation }: z.infer<typeof AdminStepUpInput>,
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'workspace:change');
  if (denied) return err(denied);
  const { stepUps, activity } = deps;
  const before = await stepUps.freshnessOf(actor);
  const unconfirmed = isLaxer(asks, before.asks)
    ? await requireStepUp(deps, actor, {
        subject: LAXER_SUBJECT,
        stepUp: 'each-time',
        confirmation,
      })
    : null;
  if (unconfirmed) return err(unconfirmed);
  const { workspaceId, userId: actorId, name: actorName } = actor;
  // On record before it counts.
  await activity.append({
    workspaceId,
    actorId,
    actorName,
    event: 'workspace.admin-step-up',
    outcome: 'ok',
    sentence: `${actorName} ${WORDS[asks]}.`,
    target: null,
    planId: null,
    details: { asks },
  });
  await stepUps.setAdminStepUp(workspaceId, asks);
  return ok(null);
}
