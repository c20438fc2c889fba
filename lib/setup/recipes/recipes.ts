import type { RecipeId } from '../schema';
import { people } from './people';
import type { Recipe } from './recipe';
import { shareBucket } from './share-bucket';
import { vendor } from './vendor';
import { workloadBucket } from './workload-bucket';

export const RECIPES: Record<RecipeId, Recipe> = {
  'share-bucket': shareBucket,
  'workload-bucket': workloadBucket,
  people,
  vendor,
};
