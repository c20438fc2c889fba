import * as z from 'zod';
import { changeSetting } from '@/lib/auth/change-setting';
import { can, requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, ProofScheduleStore } from '@/lib/ports';

export const ProofPeriod = z.enum(['daily', 'weekly', 'never']);
export type ProofPeriod = z.infer<typeof ProofPeriod>;

const HOURS: Record<ProofPeriod, number | null> = {
  daily: 24,
  weekly: 7 * 24,
  never: null,
};

export const ProofPeriodInput = z.strictObject({ period: ProofPeriod });

export type ProofScheduleView = { period: ProofPeriod; mayChange: boolean };

/** How often the standing crossings of the actor's workspace are proven again. */
export async function getProofSchedule(
  { proofSchedule }: { proofSchedule: Pick<ProofScheduleStore, 'hoursOf'> },
  actor: Actor,
): Promise<Result<ProofScheduleView, AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const hours = await proofSchedule.hoursOf(actor.workspaceId);
  const period = ProofPeriod.options.find((one) => HOURS[one] === hours) ?? 'daily';
  return ok({ period, mayChange: can(actor, 'workspace:change') });
}

type SetDeps = {
  proofSchedule: Pick<ProofScheduleStore, 'setHours'>;
  activity: Pick<ActivityLog, 'append'>;
};

/** Has the standing crossings proven again every so often, or by hand alone. */
export const setProofSchedule = (
  deps: SetDeps,
  actor: Actor,
  { period }: z.infer<typeof ProofPeriodInput>,
): Promise<Result<null, AppError>> =>
  changeSetting(deps, actor, {
    permission: 'workspace:change',
    event: 'workspace.proofs',
    deed: `has crossings tested again ${SAID[period]}`,
    details: { period },
    write: () => deps.proofSchedule.setHours(actor.workspaceId, HOURS[period]),
  });

const SAID: Record<ProofPeriod, string> = {
  daily: 'every day',
  weekly: 'every week',
  never: 'by hand alone',
};
