'use client';
import { Select } from '@/components/ui/select';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

/** The account that makes the role, where no bucket tells it. */
export function TrustingAccountField({ form }: FormProps) {
  const accounts = form.preview?.choices?.accounts ?? [];
  return (
    <FieldSlot name="trustingAccount" warning={form.warningOf('trustingAccount')}>
      <Select
        label="In which account?"
        description="One of yours that is connected. The role is made there."
        options={accounts.map(({ id, name }) => ({ id, label: name, detail: id }))}
        value={form.fields.trustingAccount || null}
        onChange={(id) => form.set({ trustingAccount: id === null ? '' : String(id) })}
        error={form.errorOf('trustingAccount')}
      />
    </FieldSlot>
  );
}
