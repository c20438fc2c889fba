import type { StoredPlan } from '@/lib/ports';

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
