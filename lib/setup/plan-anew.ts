import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor, StoredPlan } from '@/lib/ports';
import { isFromForm } from './plan/is-from-form';
import { isUntouched } from './plan/is-untouched';
import { type OpenFormDeps, openForm } from './plan/open-form';

/**
 * Opens the form of a plan that wrote nothing, with its own fields, to make a new plan by what is
 * live now. What a plan has written is undone first, or the new one would be about half of it.
 */
export const planAnew = (
  deps: OpenFormDeps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<{ draftId: string }, AppError>> =>
  openForm(deps, actor, planId, {
    refuse: refuseAnew,
    draftOf: (fields) => ({ step: 'review', fields }),
  });

function refuseAnew(plan: StoredPlan): AppError | null {
  if (!isFromForm(plan.body))
    return conflict('This plan came from no form. Make it again where it was made.');
  return plan.state === 'undone' || isUntouched(plan)
    ? null
    : conflict(
        'This plan has written something. Undo it first, and then make a new plan.',
      );
}

const conflict = (message: string): AppError => ({ kind: 'conflict', message });
