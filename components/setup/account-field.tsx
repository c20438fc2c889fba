'use client';
import { useState } from 'react';
import { Field } from '@/components/ui/field';
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

const OTHER = 'other';

/** One of the accounts here, or another by its id: its owner makes what is made there. */
export function AccountField({ form, name, description }: AccountFieldProps) {
  const [isOther, setOther] = useState(false);
  const accounts = form.preview?.choices?.accounts ?? [];
  const value = form.fields[name];
  const isListed = accounts.some(({ id }) => id === value);
  const isTyped = !isListed && (isOther || value !== '');
  return (
    <>
      <FieldSlot name={name} warning={form.warningOf(name)}>
        <Select
          label={FIELDS[name].label}
          description={description}
          options={optionsOf(accounts)}
          value={isTyped ? OTHER : value || null}
          onChange={(id) => {
            setOther(id === OTHER);
            form.set({ [name]: id === null || id === OTHER ? '' : String(id) });
          }}
          error={isTyped ? undefined : form.errorOf(name)}
        />
        {isTyped ? (
          <Field
            label="Its account ID"
            isMono
            placeholder="12 digits"
            description="Whoever owns it makes the role, by a script or a link from the plan."
            value={value}
            onChange={(typed) => form.set({ [name]: typed })}
            error={form.errorOf(name)}
            autoComplete="off"
            spellCheck="false"
          />
        ) : null}
      </FieldSlot>
      {name === 'trustingAccount' ? <SameAccountField form={form} /> : null}
    </>
  );
}

const optionsOf = (accounts: { id: string; name: string }[]) => [
  ...accounts.map(({ id, name }) => ({ id, label: name, detail: groupedId(id) })),
  { id: OTHER, label: 'Another account', detail: 'by its ID' },
];
