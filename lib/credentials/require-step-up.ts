import type { AppError } from '@/lib/core/errors';
import { STEP_UP_MS, type StepUp, stricterOf } from '@/lib/core/step-up';
import type { Actor, Clock, StepUpStore } from '@/lib/ports';
import { hashOfConfirmation } from './confirmation';

export type StepUpDeps = {
  stepUps: Pick<StepUpStore, 'stateOf' | 'redeem'>;
  clock: Pick<Clock, 'now'>;
};

type State = Awaited<ReturnType<StepUpStore['stateOf']>>;

const isFresh = ({ lastAt }: State, now: Date): boolean =>
  lastAt !== null && now.getTime() - lastAt.getTime() < STEP_UP_MS;

/** Whether the person has to confirm before they take a role by this grant now, and how often. */
export function stepUpToDo(own: StepUp, state: State, now: Date): StepUp {
  const asked = stricterOf(own, state.floor);
  return asked === 'every-12-h' && isFresh(state, now) ? 'never' : asked;
}

/**
 * The refusal for somebody who has yet to confirm that it is them, or null when they may go on.
 * Each time takes a confirmation of its own, which is not in the cookie: a copied cookie has
 * none. A program cannot confirm anything: it goes on within 12 hours of its person's last one.
 */
export async function requireStepUp(
  { stepUps, clock }: StepUpDeps,
  actor: Actor,
  asked: { subject: string; stepUp: StepUp; confirmation?: string | undefined },
): Promise<AppError | null> {
  const { subject, confirmation } = asked;
  const now = clock.now();
  const stepUp = stepUpToDo(asked.stepUp, await stepUps.stateOf(actor), now);
  if (stepUp === 'never') return null;
  const { sessionId } = actor;
  const refusal: AppError = {
    kind: 'step_up_required',
    subject,
    stepUp,
    isProgram: sessionId === undefined,
  };
  if (stepUp !== 'each-time' || sessionId === undefined || !confirmation) return refusal;
  const hash = hashOfConfirmation(confirmation);
  return (await stepUps.redeem(sessionId, hash, subject, now)) ? null : refusal;
}
