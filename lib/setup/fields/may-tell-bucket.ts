import type { DraftFields, RecipeId } from '../schema';

/** Recipes between two accounts: one of them is here, and sees that both halves agree. */
const TOLD_IN: RecipeId[] = ['share-bucket', 'workload-bucket', 'bucket-policy'];

export const mayTellBucket = ({ recipe }: Pick<DraftFields, 'recipe'>): boolean =>
  TOLD_IN.includes(recipe);
