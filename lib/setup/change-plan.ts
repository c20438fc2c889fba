import type { AppError } from '@/lib/core/errors';
import type { Result } from '@/lib/core/result';
import type { Actor, StoredPlan } from '@/lib/ports';
import { type OpenFormDeps, openForm } from './plan/open-form';
import { notesAt, openedWith } from './plan/standing-notes';
import { whyNotChange } from './plan/why-not-change';
import { notNow } from './saga/start-run';
import { STANDING } from './schema';

/**
 * Opens a standing crossing in the wizard, with its fields as they were. The plan that comes of
 * it is the difference: it writes over what the crossing wrote, on the same role.
 */
export const changePlan = (
  deps: OpenFormDeps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<{ draftId: string }, AppError>> =>
  openForm(deps, actor, planId, {
    refuse: refuseChange,
    draftOf: (fields, savedAt) => {
      const notes = notesAt(fields, savedAt);
      const changing = { ...fields, changes: planId };
      return {
        step: 'what',
        fields: { ...changing, ...notes, openedNotes: openedWith(notes) },
      };
    },
  });

function refuseChange(plan: StoredPlan): AppError | null {
  if (!STANDING.includes(plan.state)) return notNow(plan.state);
  const message = whyNotChange(plan);
  return message === null ? null : { kind: 'conflict', message };
}
