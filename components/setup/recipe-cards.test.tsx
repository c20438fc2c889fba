import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { RecipeCards } from './recipe-cards';
import { RECIPES } from './recipes';

it('0.1: asks first by which method, and says of each when another fits better', () => {
  const shown = renderToStaticMarkup(
    <RecipeCards recipes={RECIPES} onChoose={() => undefined} />,
  );
  const cards = shown.split('<li class="card').slice(1);
  expect(cards).toHaveLength(RECIPES.length);
  const byRole = cards.find((card) => card.includes('Share a bucket by role</h3>'));
  expect(byRole).toContain('they get temporary keys');
  expect(byRole).toContain('needs a bucket policy instead');
  const byPolicy = cards.find((card) =>
    card.includes('Bucket policy only (no role)</h3>'),
  );
  expect(byPolicy).toContain('no role is made');
  expect(byPolicy).toContain('share by role instead');
});
