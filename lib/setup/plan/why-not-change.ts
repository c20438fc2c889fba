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
 * A plan in its place would tell that owner to take their half back, so only what is said of the
 * crossing changes.
 */
export function whyNotWrite(
  base: Pick<StoredPlan, 'body'> | undefined,
  [first]: PlannedStep[],
): AppError | null {
  const [owner] = base ? ownersOf(base.body) : [];
  if (!owner || !first) return null;
  return {
    kind: 'conflict',
    message: `The owner of ${owner} runs a half of this crossing, so what it lets through is not changed from here: ${first.title} would be written. Its purpose, owner, ticket and review can be changed. For more, undo it and make a new one, which asks its owner again.`,
  };
}
