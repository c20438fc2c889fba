import type { AppError } from '@/lib/core/errors';
import type { PlannedStep, StoredPlan } from '@/lib/ports';
import { ownersOf } from './by-owner';

/** Why a crossing cannot be changed by its form; null where it can. */
export function whyNotChange({ body }: Pick<StoredPlan, 'body'>): string | null {
  if (body.restores !== undefined)
    return 'This plan put an older trust policy back and came from no form. Undo it to change the crossing that it had replaced.';
  if (body.carriesTags)
    return 'This plan does nothing but let the sessions of the role say why they were taken, and came from no form. Undo it to take that back.';
  if (body.handsOutAs !== undefined)
    return 'This plan does nothing but let this console hand the role out, and came from no form. Undo it to take that back.';
  if (body.mends)
    return 'This plan adds the missing half of an access that stood before, and came from no form. Undo it to take that back.';
  return null;
}

/**
 * Why a change of a crossing cannot be written, of which an owner runs a half; null where it can.
 * Nothing would show that the owner has run the difference: what was let through before goes
 * through until then. What is ours alone can be changed.
 *
 * @param byOwner the accounts that cannot be written to from here now
 */
export function whyNotWrite(
  base: Pick<StoredPlan, 'body'> | undefined,
  steps: PlannedStep[],
  byOwner: string[],
): AppError | null {
  const owners = base ? ownersOf(base.body) : [];
  const theirs = steps.find(
    ({ accountId }) => owners.includes(accountId) && byOwner.includes(accountId),
  );
  if (!theirs) return null;
  return {
    kind: 'conflict',
    message: `The owner of ${theirs.accountId} runs a half of this crossing, and this would change it: ${theirs.title} would be written there. What changes our half alone can be planned, and what is said of the crossing. For this, undo it and make a new one, which asks its owner again; or connect ${theirs.accountId} in Settings, Accounts.`,
  };
}
