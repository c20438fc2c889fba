'use client';
import { Banner } from '@/components/ui/banner';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-fields';
import { AccessFields } from './access-fields';
import { BucketField } from './bucket-field';
import { GuardFields } from './guard-fields';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import { RoleDetails } from './role-details';
import { RoleNameField } from './role-fields';
import { TrustScopeField } from './trust-scope-field';
import type { Wizard } from './use-wizard';
import { VendorAccountField, VendorFields } from './vendor-fields';
import { WhoField } from './who-field';

type ScreenProps = { wizard: Wizard };

function RecipeScreen({ wizard }: ScreenProps) {
  return (
    <RecipeCards
      recipes={RECIPES}
      onChoose={(recipe) => {
        wizard.form.set({ recipe });
        wizard.showField(leadOfPart('left', { ...wizard.form.fields, recipe }));
      }}
    />
  );
}

function WhoScreen({ wizard }: ScreenProps) {
  if (wizard.form.fields.recipe === 'vendor')
    return <VendorAccountField form={wizard.form} />;
  return (
    <div className="grid gap-5">
      <WhoField form={wizard.form} />
      <TrustScopeField form={wizard.form} />
    </div>
  );
}

function WhatScreen({ wizard }: ScreenProps) {
  const { form } = wizard;
  return (
    <div className="grid gap-5">
      {form.fields.recipe === 'vendor' ? (
        <VendorFields form={form} />
      ) : (
        <>
          <BucketField form={form} />
          <AccessFields form={form} />
          <GuardFields form={form} first={['mfa', 'externalId']} offered={OWN_GUARDS} />
        </>
      )}
      <RoleNameField form={form} />
      <RoleDetails form={form} />
    </div>
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
  const { error, retry } = wizard.preview;
  return (
    <div className="grid gap-5">
      {error ? (
        <Banner tone="warn" title="The verdict could not be checked" isAnnounced>
          {error} You can go on typing.{' '}
          <button type="button" className="text-link" onClick={retry}>
            Check again
          </button>
        </Banner>
      ) : null}
      <Screen wizard={wizard} />
    </div>
  );
}
