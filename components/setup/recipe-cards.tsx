'use client';
import { ArrowRight } from 'lucide-react';
import { Button } from '@/components/ui/button';
import type { RecipeId } from '@/lib/setup/schema';
import { RecipePicture } from './recipe-picture';
import type { RecipeView } from './recipes';

export type RecipeCardsProps = {
  recipes: readonly RecipeView[];
  onChoose: (id: RecipeId) => void;
};

/** What can be built here, each with a drawing of its two halves. */
export function RecipeCards({ recipes, onChoose }: RecipeCardsProps) {
  return (
    <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
      {recipes.map((recipe) => (
        <li key={recipe.id} className="card flex flex-col overflow-hidden">
          <RecipePicture recipe={recipe} />
          <div className="flex grow flex-col gap-2 p-4 sm:p-6">
            <h3 className="text-md">{recipe.title}</h3>
            <p>{recipe.sentence}</p>
            <p className="text-sm text-muted">{recipe.fits}</p>
            <div className="mt-auto pt-2">
              <Button
                variant="primary"
                aria-label={`Use this recipe: ${recipe.title}`}
                onPress={() => onChoose(recipe.id)}
              >
                Use this recipe
                <ArrowRight size={16} aria-hidden="true" />
              </Button>
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}
