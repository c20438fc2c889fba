import type { StoredPlan } from '@/lib/ports';
import type { RecipeId } from '../schema';
import { ownersOf } from './by-owner';

/** Whose every grant can be found again and taken away, wherever it was written. */
const CHANGEABLE: RecipeId[] = ['share-bucket', 'people', 'vendor', 'workload-bucket'];

/** Why a crossing cannot be changed by its form; null where it can. */
export function whyNotChange({ body }: Pick<StoredPlan, 'body'>): string | null {
  if (body.restores !== undefined)
    return 'This plan put an older trust policy back and came from no form. Undo it to change the crossing that it had replaced.';
  if (ownersOf(body).length > 0)
    return 'A half of this crossing is run by its owner, and could not be changed from here.';
  if (!CHANGEABLE.includes(body.fields.recipe))
    return 'Its form cannot be opened again: a provider or a policy that others share may belong to it, and would be left behind. Undo it and make a new one.';
  return null;
}
