'use client';
import type { ReactNode } from 'react';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-names';
import { offerGuards } from '@/lib/setup/guards/offer-guards';
import type { RecipeId } from '@/lib/setup/schema';
import { AccessFields } from './access-fields';
import { AccessManagerFields } from './access-manager-fields';
import { BlankFields, BlankWhoFields } from './blank-fields';
import { BucketField } from './bucket-field';
import { EksFields } from './eks-fields';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { HalfFields } from './half-fields';
import { HandsOutField } from './hands-out-field';
import { KeylessFields } from './keyless-fields';
import { ConfirmedNameField, PeopleFields } from './people-fields';
import { RoleDetails } from './role-details';
import { RoleNameField } from './role-fields';
import { SamlFields } from './saml-fields';
import { ServiceFields } from './service-fields';
import { TokenFields } from './token-fields';
import { TrustScopeField } from './trust-scope-field';
import type { Wizard } from './use-wizard';
import { VendorAccountField, VendorFields } from './vendor-fields';
import { WhoCount } from './who-count';
import { WhoField } from './who-field';
import { isRoleMade } from './wizard-fields';
import { WorkloadFields } from './workload-fields';

export type ScreenProps = { wizard: Wizard };

type FieldsOf = (props: FormProps) => ReactNode;

const PrincipalFields: FieldsOf = ({ form }) => (
  <div className="grid gap-5">
    <WhoField
      form={form}
      kinds="user,group,role,account"
      description="A user, group or role of any account here, or an account by its ID. It borrows access."
    />
    {form.preview?.who?.kind === 'account' ? (
      <WhoCount form={form} />
    ) : (
      <>
        <TrustScopeField form={form} />
        <HalfFields form={form} />
      </>
    )}
  </div>
);

const BucketPrincipalFields: FieldsOf = ({ form }) => (
  <div className="grid gap-5">
    <WhoField
      form={form}
      kinds="user,role,account"
      description="A user or role of any account here, or an account by its ID. A group cannot be a principal of a policy."
    />
    <WhoCount form={form} />
  </div>
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
  'bucket-policy': { Who: BucketPrincipalFields, What: BucketUseFields },
  people: { Who: PrincipalFields, What: PeopleFields },
  vendor: { Who: VendorAccountField, What: VendorFields },
  'ci-oidc': { Who: TokenFields, What: KeylessFields },
  eks: { Who: EksFields, What: KeylessFields },
  'aws-service': { Who: ServiceFields, What: KeylessFields },
  saml: { Who: SamlFields, What: KeylessFields },
  'identity-center': { Who: AccessManagerFields, What: KeylessFields },
  blank: { Who: BlankWhoFields, What: BlankFields },
};

export function WhoScreen({ wizard: { form } }: ScreenProps) {
  const { Who } = FIELDS_OF[form.fields.recipe];
  return <Who form={form} />;
}

export function WhatScreen({ wizard: { form } }: ScreenProps) {
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
