'use client';
import { OWN_GUARDS } from '@/lib/setup/guards/guard-names';
import { CustomPolicyField } from './access-fields';
import { AccountField } from './account-field';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { HalfFields } from './half-fields';
import { HandWrittenField } from './hand-written-field';
import { BoundaryField, ManagedPoliciesField } from './managed-policies-field';
import { PrincipalsField } from './principals-field';
import { TextField } from './text-field';
import { UnshownParts } from './unshown-parts';

const TrustField = ({ form }: FormProps) => (
  <HandWrittenField
    form={form}
    name="trustJson"
    kind="trust"
    description="Who may take the role. The form follows it, and it follows the form."
  >
    <UnshownParts form={form} />
  </HandWrittenField>
);

/** Whom the role trusts: by the form, or by the document. */
export function BlankWhoFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <PrincipalsField form={form} />
      <TrustField form={form} />
      {form.fields.assumeJson.trim() === '' ? null : <HalfFields form={form} />}
    </div>
  );
}

/** Everything else of a crossing that is written by hand. */
export function BlankFields({ form }: FormProps) {
  return (
    <>
      <AccountField
        form={form}
        name="trustingAccount"
        description="The role is made there: by its owner where it has no connection."
      />
      <GuardFields form={form} first={['mfa', 'ends']} offered={OWN_GUARDS} />
      <TrustField form={form} />
      <ManagedPoliciesField form={form} />
      <CustomPolicyField form={form} isOptional />
      <BoundaryField form={form} />
      <HandWrittenField
        form={form}
        name="assumeJson"
        kind="identity"
        isOptional
        description="What each user or role named above gets in its own account. Empty writes nothing there."
      />
      <TextField
        form={form}
        name="rolePath"
        isOptional
        placeholder="/drawbridge-managed/"
        description="Begins with /drawbridge-managed/, where this console may write roles."
      />
    </>
  );
}
