import type { RecipeId } from '../schema';
import { people } from './people';
import type { Recipe } from './recipe';
import { shareBucket } from './share-bucket';
import { vendor } from './vendor';

export const RECIPES: Record<RecipeId, Recipe> = {
  'share-bucket': shareBucket,
  people,
  vendor,
};
