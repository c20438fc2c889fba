'use client';
import { Field } from '@/components/ui/field';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-names';
import { CustomPolicyField } from './access-fields';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { BoundaryField, ManagedPoliciesField } from './managed-policies-field';
import { TrustingAccountField } from './trusting-account-field';

/** What people may do in an account, and under which conditions they get in. */
export function PeopleFields({ form }: FormProps) {
  return (
    <>
      <TrustingAccountField form={form} />
      <ManagedPoliciesField form={form} />
      <CustomPolicyField form={form} isOptional />
      <BoundaryField form={form} />
      <GuardFields form={form} first={['mfa', 'ends']} offered={OWN_GUARDS} />
    </>
  );
}

/** The role's name typed, where the role makes administrators. */
export function ConfirmedNameField({ form }: FormProps) {
  const { preview, fields } = form;
  const isAsked =
    preview?.missing.includes('confirmedName') === true ||
    form.errorOf('confirmedName') !== undefined ||
    fields.confirmedName !== '';
  if (!isAsked) return null;
  const name = fields.roleName || preview?.suggestedRoleName || 'the role';
  return (
    <FieldSlot name="confirmedName">
      <Field
        label="Role name once more"
        isMono
        description={`This role makes administrators. Type ${name} to say that it is meant.`}
        value={fields.confirmedName}
        onChange={(confirmedName) => form.set({ confirmedName })}
        error={form.errorOf('confirmedName')}
        autoComplete="off"
        spellCheck="false"
      />
    </FieldSlot>
  );
}
