'use client';
import type { ReactNode } from 'react';
import { Banner } from '@/components/ui/banner';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-fields';
import { offerGuards } from '@/lib/setup/guards/offer-guards';
import type { RecipeId } from '@/lib/setup/schema';
import { AccessFields } from './access-fields';
import { AccessManagerFields } from './access-manager-fields';
import { BlankFields, BlankWhoFields } from './blank-fields';
import { BucketField } from './bucket-field';
import { EksFields } from './eks-fields';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { HandsOutField } from './hands-out-field';
import { KeylessFields } from './keyless-fields';
import { ConfirmedNameField, PeopleFields } from './people-fields';
import { RecipeCards } from './recipe-cards';
import { leadOfPart } from './recipe-leads';
import { RECIPES } from './recipes';
import { ReviewStep } from './review-step';
import { RoleDetails } from './role-details';
import { RoleNameField } from './role-fields';
import { SamlFields } from './saml-fields';
import { ServiceFields } from './service-fields';
import { TokenFields } from './token-fields';
import { TrustScopeField } from './trust-scope-field';
import type { Wizard } from './use-wizard';
import { VendorAccountField, VendorFields } from './vendor-fields';
import { WhoField } from './who-field';
import { isRoleMade } from './wizard-fields';
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

type FieldsOf = (props: FormProps) => ReactNode;

const PrincipalFields: FieldsOf = ({ form }) => (
  <div className="grid gap-5">
    <WhoField form={form} />
    <TrustScopeField form={form} />
  </div>
);

const BucketPrincipalField: FieldsOf = ({ form }) => (
  <WhoField
    form={form}
    kinds="user,role"
    description="A user or role of any account here. A group cannot be a principal of a policy."
  />
);

const ShareFields: FieldsOf = ({ form }) => (
  <>
    <BucketField form={form} />
    <AccessFields form={form} />
    <GuardFields form={form} first={['mfa', 'externalId']} offered={OWN_GUARDS} />
  </>
);

/** Whoever uses a bucket as itself becomes no role: the guards stand on the bucket. */
const BucketUseFields: FieldsOf = ({ form }) => (
  <>
    <BucketField form={form} />
    <AccessFields form={form} />
    <GuardFields form={form} first={['ends']} {...offerGuards(form.fields)} />
  </>
);

/** Who asks, and what they get: the fields in which the recipes differ. */
const FIELDS_OF: Record<RecipeId, { Who: FieldsOf; What: FieldsOf }> = {
  'share-bucket': { Who: PrincipalFields, What: ShareFields },
  'workload-bucket': { Who: WorkloadFields, What: BucketUseFields },
  'bucket-policy': { Who: BucketPrincipalField, What: BucketUseFields },
  people: { Who: PrincipalFields, What: PeopleFields },
  vendor: { Who: VendorAccountField, What: VendorFields },
  'ci-oidc': { Who: TokenFields, What: KeylessFields },
  eks: { Who: EksFields, What: KeylessFields },
  'aws-service': { Who: ServiceFields, What: KeylessFields },
  saml: { Who: SamlFields, What: KeylessFields },
  'identity-center': { Who: AccessManagerFields, What: KeylessFields },
  blank: { Who: BlankWhoFields, What: BlankFields },
};

function WhoScreen({ wizard: { form } }: ScreenProps) {
  const { Who } = FIELDS_OF[form.fields.recipe];
  return <Who form={form} />;
}

function WhatScreen({ wizard: { form } }: ScreenProps) {
  const { recipe } = form.fields;
  const { What } = FIELDS_OF[recipe];
  return (
    <div className="grid gap-5">
      <What form={form} />
      {isRoleMade(form.fields) ? <RoleNameField form={form} /> : null}
      {recipe === 'people' || recipe === 'blank' ? (
        <ConfirmedNameField form={form} />
      ) : null}
      <HandsOutField form={form} />
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
