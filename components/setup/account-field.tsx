'use client';
import { Select } from '@/components/ui/select';
import { groupedId } from '@/lib/core/grouped-id';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { SameAccountField } from './same-account-field';
import { FIELDS } from './wizard-fields';

type AccountFieldProps = FormProps & {
  name: 'trustingAccount' | 'trustedAccount';
  description: string;
};

/** One of the accounts here. */
export function AccountField({ form, name, description }: AccountFieldProps) {
  const accounts = form.preview?.choices?.accounts ?? [];
  return (
    <>
      <FieldSlot name={name} warning={form.warningOf(name)}>
        <Select
          label={FIELDS[name].label}
          description={description}
          options={accounts.map((account) => ({
            id: account.id,
            label: account.name,
            detail: groupedId(account.id),
          }))}
          value={form.fields[name] || null}
          onChange={(id) => form.set({ [name]: id === null ? '' : String(id) })}
          error={form.errorOf(name)}
        />
      </FieldSlot>
      {name === 'trustingAccount' ? <SameAccountField form={form} /> : null}
    </>
  );
}
