'use client';
import { useEffect } from 'react';
import { Banner } from '@/components/ui/banner';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import { type ScreenProps, WhatScreen, WhoScreen } from './wizard-screens';

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

export function WizardScreen({ wizard }: ScreenProps) {
  const Screen = SCREENS[wizard.draft.step];
  return (
    <div className="grid gap-5">
      <PreviewError wizard={wizard} />
      <Screen wizard={wizard} />
      <Arrival onShown={wizard.onShown} />
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
