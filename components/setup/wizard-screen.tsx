'use client';
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { Banner } from '@/components/ui/banner';
import { SkeletonRows } from '@/components/ui/skeleton';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import type { ScreenProps } from './wizard-screens';

const loadScreens = () => import('./wizard-screens');

// The cards come first; the fields follow while somebody looks at them.
const WhoScreen = lazy(async () => ({ default: (await loadScreens()).WhoScreen }));
const WhatScreen = lazy(async () => ({ default: (await loadScreens()).WhatScreen }));

function RecipeScreen({ wizard }: ScreenProps) {
  return (
    <RecipeCards
      recipes={RECIPES}
      onChoose={(recipe) => {
        // People can show a second factor, so they are asked for one from the start.
        wizard.form.set(recipe === 'people' ? { recipe, requireMfa: true } : { recipe });
        wizard.showField(leadOfPart('left', { ...wizard.form.fields, recipe }));
      }}
    />
  );
}

const SCREENS = {
  recipe: RecipeScreen,
  who: WhoScreen,
  what: WhatScreen,
  review: ReviewStep,
};

const never = () => () => undefined;

/** False in what the server renders, and until its page listens. */
const useIsListening = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

export function WizardScreen({ wizard }: ScreenProps) {
  const Screen = SCREENS[wizard.draft.step];
  const isListening = useIsListening();
  const isShown = isListening || wizard.draft.step === 'recipe';
  useEffect(() => void loadScreens(), []);
  const reading = <SkeletonRows rowCount={5} label="Reading the fields…" />;
  return (
    <div className="grid gap-5">
      <PreviewError wizard={wizard} />
      {/* A field that the server drew would take letters that nobody hears. */}
      {isShown ? (
        <Suspense fallback={reading}>
          <Screen wizard={wizard} />
          <Arrival onShown={wizard.onShown} />
        </Suspense>
      ) : (
        reading
      )}
    </div>
  );
}

/** Tells when the screen's fields are there, so that the caret can go to one. */
function Arrival({ onShown }: { onShown: () => void }) {
  useEffect(onShown);
  return null;
}

function PreviewError({ wizard: { preview } }: ScreenProps) {
  const { error, retry } = preview;
  if (!error) return null;
  return (
    <Banner tone="warn" title="The verdict could not be checked" isAnnounced>
      {error} You can go on typing.{' '}
      <button type="button" className="text-link" onClick={retry}>
        Check again
      </button>
    </Banner>
  );
}
