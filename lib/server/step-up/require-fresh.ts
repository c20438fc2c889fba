import { type Exempt, isAdministration } from '@/lib/auth/administration';
import type { Permission } from '@/lib/auth/permissions';
import { ADMIN_STEP_UP_MS, ADMIN_SUBJECT } from '@/lib/core/admin-step-up';
import type { AppError } from '@/lib/core/errors';
import type { Actor, Clock, StepUpStore } from '@/lib/ports';

type Deps = { stepUps: Pick<StepUpStore, 'freshnessOf'>; clock: Pick<Clock, 'now'> };
type Door = { permission: Permission; exempt: Exempt | undefined };

/**
 * The refusal for somebody who administers and neither signed in nor confirmed a short time ago,
 * or null when they may go on. Confirming ends the session and every copy of its cookie.
 */
export async function requireFresh(
  { stepUps, clock }: Deps,
  actor: Actor,
  { permission, exempt }: Door,
): Promise<AppError | null> {
  if (!isAdministration(permission, exempt)) return null;
  const { asks, lastAt } = await stepUps.freshnessOf(actor);
  if (asks === 'never') return null;
  const since = clock.now().getTime() - (lastAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  if (since < ADMIN_STEP_UP_MS[asks]) return null;
  const isProgram = actor.sessionId === undefined;
  return { kind: 'step_up_required', subject: ADMIN_SUBJECT, stepUp: asks, isProgram };
}
