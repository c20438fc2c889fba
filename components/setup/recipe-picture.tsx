import { BridgeDiagram } from '@/components/bridge/bridge-diagram';
import type { BridgeView } from '@/lib/core/views';
import type { RecipeView } from './recipes';

const bridgeOf = (recipe: RecipeView): BridgeView => ({
  left: {
    shape: recipe.isOutside ? 'outside' : 'trusted',
    title: recipe.trustedTitle,
    subtitle: recipe.trustedHalf,
    accountId: null,
    isProduction: false,
  },
  right: {
    shape: 'trusting',
    title: 'Trusting',
    subtitle: recipe.trustingHalf,
    accountId: null,
    isProduction: false,
  },
  deck: 'works',
  label: '',
  locks: [],
  sentence: '',
});

/** The two halves of a recipe; a drawing, since the text beneath says the same. */
export function RecipePicture({ recipe }: { recipe: RecipeView }) {
  return (
    <div
      aria-hidden="true"
      className="grid min-h-33 grid-cols-[minmax(0,1fr)] content-center border-b border-hairline bg-bg p-4 sm:p-6"
    >
      <BridgeDiagram bridge={bridgeOf(recipe)} size="compact" sentence="hidden" />
    </div>
  );
}
