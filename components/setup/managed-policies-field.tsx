'use client';
import { useState } from 'react';
import { ComboBox } from '@/components/ui/combo-box';
import { FieldSlot } from './field-slot';
import type { Form, FormProps } from './form';
import { policiesFor } from './policy-list';
import { SeveralField } from './several-field';

const choicesOf = ({ preview }: Form) => preview?.choices?.policies ?? [];

/** Managed policies of the role: from the list, or any other by its ARN. */
export function ManagedPoliciesField({ form }: FormProps) {
  const [typed, setTyped] = useState('');
  return (
    <SeveralField
      form={form}
      name="managedPolicies"
      pickedLabel="Picked policies"
      placeholder="ReadOnlyAccess"
      emptyText="None of that name in the list. Its ARN works too."
      options={policiesFor(choicesOf(form), form.fields.managedPolicies, typed)}
      typed={typed}
      onType={setTyped}
      nameOf={(text) =>
        choicesOf(form).find(({ arn }) => arn === text) ?? { name: text, detail: null }
      }
      description="Up to 10, of that account and of AWS. The list holds those that are known here."
    />
  );
}

/** One managed policy that cuts off what the others give. */
export function BoundaryField({ form }: FormProps) {
  const { boundary } = form.fields;
  const options = policiesFor(choicesOf(form), '', boundary);
  const picked = choicesOf(form).find(({ arn }) => arn === boundary);
  return (
    <FieldSlot name="boundary" warning={form.warningOf('boundary')}>
      <ComboBox
        label="Permissions boundary"
        isOptional
        description="The role never does more than this policy says, whatever else it has."
        options={options}
        isAsync
        emptyText="None of that name in the list. Its ARN works too."
        allowsCustomValue
        inputValue={picked?.name ?? boundary}
        onInputChange={(next) => {
          const option = options.find(({ label }) => label === next);
          if (next !== (picked?.name ?? boundary))
            form.set({ boundary: option ? option.id : next });
        }}
        value={picked?.arn ?? null}
        onChange={(arn) => {
          if (arn !== null) form.set({ boundary: String(arn) });
        }}
        error={form.errorOf('boundary')}
      />
    </FieldSlot>
  );
}
