'use client';
import { Suspense, use, useEffect } from 'react';
import { Banner } from '@/components/ui/banner';
import { SkeletonRows } from '@/components/ui/skeleton';
import { once } from '@/lib/core/once';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import type { ScreenProps } from './wizard-screens';

// The cards come first; the fields of all recipes follow while one is being chosen.
const loadFields = once(() => import('./wizard-screens'));

function FieldsScreen({ wizard }: ScreenProps) {
  const { WhoScreen, WhatScreen } = use(loadFields());
  return wizard.draft.step === 'who' ? (
    <WhoScreen wizard={wizard} />
  ) : (
    <WhatScreen wizard={wizard} />
  );
}

/** Has the fields ready before a screen needs them, which then comes without a flash. */
function FieldsAhead() {
  use(loadFields());
  return null;
}

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
  who: FieldsScreen,
  what: FieldsScreen,
  review: ReviewStep,
};

export function WizardScreen({ wizard }: ScreenProps) {
  const Screen = SCREENS[wizard.draft.step];
  return (
    <div className="grid gap-5">
      <PreviewError wizard={wizard} />
      <Suspense fallback={<SkeletonRows rowCount={5} label="Reading the fields…" />}>
        <Screen wizard={wizard} />
        <Arrival onShown={wizard.onShown} />
      </Suspense>
      <Suspense>
        <FieldsAhead />
      </Suspense>
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
