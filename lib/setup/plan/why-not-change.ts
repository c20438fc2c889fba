import type { StoredPlan } from '@/lib/ports';
import { ownersOf } from './by-owner';

/** Why a crossing cannot be changed by its form; null where it can. */
export function whyNotChange({ body }: Pick<StoredPlan, 'body'>): string | null {
  if (body.restores !== undefined)
    return 'This plan put an older trust policy back and came from no form. Undo it to change the crossing that it had replaced.';
  if (body.handsOutAs !== undefined)
    return 'This plan does nothing but let this console hand the role out, and came from no form. Undo it to take that back.';
  if (body.mends)
    return 'This plan adds the missing half of an access that stood before, and came from no form. Undo it to take that back.';
  if (ownersOf(body).length > 0)
    return 'A half of this crossing is run by its owner, and could not be changed from here.';
  return null;
}
