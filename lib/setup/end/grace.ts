import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, EndStore } from '@/lib/ports';

export const GraceInput = z.strictObject({ days: z.number().int().min(1).max(90) });

export type GraceView = { days: number; mayChange: boolean };

/** How long an ended crossing of the actor's workspace is only denied before it is removed. */
export async function getGrace(
  { ends }: { ends: Pick<EndStore, 'graceDaysOf'> },
  actor: Actor,
): Promise<Result<GraceView, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const days = await ends.graceDaysOf(actor.workspaceId);
  return ok({ days, mayChange: can(actor, 'workspace:change') });
}

type Deps = {
  ends: Pick<EndStore, 'setGraceDays'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Holds for crossings that end from now on; one that is quarantined keeps its day. */
export const setGrace = (
  deps: Deps,
  actor: Actor,
  { days }: z.infer<typeof GraceInput>,
): Promise<Result<null, AppError>> =>
  changeSetting(deps, actor, {
    permission: 'workspace:change',
    event: 'workspace.grace',
    deed: `has ended crossings removed after ${days} ${days === 1 ? 'day' : 'days'}`,
    details: { days },
    write: () => deps.ends.setGraceDays(actor.workspaceId, days),
  });
