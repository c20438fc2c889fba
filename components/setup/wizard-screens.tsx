'use client';
import { Banner } from '@/components/ui/banner';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-fields';
import { AccessFields } from './access-fields';
import { BucketField } from './bucket-field';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { ConfirmedNameField, PeopleFields } from './people-fields';
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
import { WorkloadFields } from './workload-fields';

type ScreenProps = { wizard: Wizard };

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

function WhoScreen({ wizard }: ScreenProps) {
  if (wizard.form.fields.recipe === 'vendor')
    return <VendorAccountField form={wizard.form} />;
  if (wizard.form.fields.recipe === 'workload-bucket')
    return <WorkloadFields form={wizard.form} />;
  return (
    <div className="grid gap-5">
      <WhoField form={wizard.form} />
      <TrustScopeField form={wizard.form} />
    </div>
  );
}

function WhatScreen({ wizard }: ScreenProps) {
  const { form } = wizard;
  const { recipe, workload } = form.fields;
  const isOnRole = recipe === 'workload-bucket' && workload === 'existing';
  return (
    <div className="grid gap-5">
      <RecipeFields form={form} />
      {isOnRole ? null : <RoleNameField form={form} />}
      {recipe === 'people' ? <ConfirmedNameField form={form} /> : null}
      <RoleDetails form={form} />
    </div>
  );
}

function RecipeFields({ form }: FormProps) {
  const { recipe } = form.fields;
  switch (recipe) {
    case 'vendor':
      return <VendorFields form={form} />;
    case 'people':
      return <PeopleFields form={form} />;
    case 'share-bucket':
      return (
        <>
          <BucketField form={form} />
          <AccessFields form={form} />
          <GuardFields form={form} first={['mfa', 'externalId']} offered={OWN_GUARDS} />
        </>
      );
    // Roles that a service takes are not asked for guards: no person stands behind the call.
    case 'workload-bucket':
      return (
        <>
          <BucketField form={form} />
          <AccessFields form={form} />
        </>
      );
    default:
      return recipe satisfies never;
  }
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
