'use client';
import type { ReactNode } from 'react';
import { Field } from '@/components/ui/field';
import type { DraftFieldName, DraftFields } from '@/lib/setup/schema';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { FIELDS } from './wizard-fields';

export type TextFieldName = {
  [Name in DraftFieldName]: string extends DraftFields[Name] ? Name : never;
}[DraftFieldName];

type TextFieldProps = FormProps & {
  name: TextFieldName;
  /** Where another word than the field's own fits better. */
  label?: string | undefined;
  description: ReactNode;
  placeholder?: string | undefined;
  isOptional?: boolean | undefined;
};

/** One line of text of the draft, with what the preview has to say about it. */
export function TextField({
  form,
  name,
  label = FIELDS[name].label,
  description,
  placeholder,
  isOptional,
}: TextFieldProps) {
  return (
    <FieldSlot name={name} warning={form.warningOf(name)}>
      <Field
        label={label}
        isMono
        isOptional={isOptional}
        placeholder={placeholder}
        description={description}
        value={form.fields[name]}
        onChange={(value) => form.set({ [name]: value })}
        error={form.errorOf(name)}
        autoComplete="off"
        spellCheck="false"
      />
    </FieldSlot>
  );
}
