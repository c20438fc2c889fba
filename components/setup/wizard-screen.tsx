'use client';
import { type ComponentType, useEffect, useState } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { DraftStepName } from '@/lib/setup/schema';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import type { ScreenProps } from './wizard-screens';

type Fields = typeof import('./wizard-screens');
type Arriving = Fields | 'on their way' | 'lost';

let arrived: Fields | null = null;

/** The cards come first; the fields of all recipes follow while one is being chosen. */
function useFields(): Arriving {
  const [fields, setFields] = useState<Arriving>(arrived ?? 'on their way');
  useEffect(() => {
    async function load() {
      arrived ??= await import('./wizard-screens');
      setFields(arrived);
    }
    load().catch(() => setFields('lost'));
  }, []);
  return fields;
}

function NoFields({ areLost }: { areLost: boolean }) {
  if (!areLost) return <SkeletonRows rowCount={5} label="Reading the fields…" />;
  return (
    <Banner
      tone="warn"
      title="The fields of this screen did not arrive"
      isAnnounced
      action={
        <Button size="small" onPress={() => window.location.reload()}>
          Load the page again
        </Button>
      }
    >
      The draft is kept.
    </Banner>
  );
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

function screenOf(
  step: DraftStepName,
  fields: Arriving,
): ComponentType<ScreenProps> | null {
  if (step === 'recipe') return RecipeScreen;
  if (step === 'review') return ReviewStep;
  if (typeof fields === 'string') return null;
  return step === 'who' ? fields.WhoScreen : fields.WhatScreen;
}

export function WizardScreen({ wizard }: ScreenProps) {
  const fields = useFields();
  const Screen = screenOf(wizard.draft.step, fields);
  return (
    <div className="grid gap-5">
      <PreviewError wizard={wizard} />
      {Screen ? (
        <>
          <Screen wizard={wizard} />
          <Arrival onShown={wizard.onShown} />
        </>
      ) : (
        <NoFields areLost={fields === 'lost'} />
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
