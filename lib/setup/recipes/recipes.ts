import type { RecipeId } from '../schema';
import type { Recipe } from './recipe';
import { shareBucket } from './share-bucket';

export const RECIPES: Record<RecipeId, Recipe> = { 'share-bucket': shareBucket };
