import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
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
  const { stepUps } = deps;
  const subject = LAXER_SUBJECT;
  return changeSetting(deps, actor, {
    permission: 'workspace:change',
    refuse: async () =>
      isLaxer(asks, (await stepUps.freshnessOf(actor)).asks)
        ? requireStepUp(deps, actor, { subject, stepUp: 'each-time', confirmation })
        : null,
    event: 'workspace.admin-step-up',
    deed: WORDS[asks],
    details: { asks },
    write: () => stepUps.setAdminStepUp(actor.workspaceId, asks),
  });
}
