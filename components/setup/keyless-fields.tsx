'use client';
import { offerGuards } from '@/lib/setup/guards/offer-guards';
import { AccessChoice, CustomPolicyField, PrefixField } from './access-fields';
import { BucketField } from './bucket-field';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { TrustingAccountField } from './trusting-account-field';

/** What a role for somebody without keys may do: use a bucket, or what its JSON says. */
export function KeylessFields({ form }: FormProps) {
  return (
    <>
      <AccessChoice form={form} />
      {form.fields.access === 'custom' ? (
        <>
          <TrustingAccountField form={form} />
          <CustomPolicyField form={form} />
        </>
      ) : (
        <>
          <BucketField form={form} />
          <PrefixField form={form} />
        </>
      )}
      <GuardFields form={form} first={['ends']} {...offerGuards(form.fields)} />
    </>
  );
}
