'use client';
import { ComboBox } from '@/components/ui/combo-box';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import type { TextFieldName } from './text-field';
import { FIELDS } from './wizard-fields';

type ListFieldProps = FormProps & {
  name: TextFieldName;
  /** Where another word than the field's own fits better. */
  label?: string | undefined;
  description: string;
  placeholder: string;
  /** What fits the text so far. */
  options: readonly { id: string; name: string }[];
  emptyText: string;
};

/** One line of text with a list of what is known for it; any other text is taken too. */
export function ListField({
  form,
  name,
  label = FIELDS[name].label,
  options,
  ...words
}: ListFieldProps) {
  const text = form.fields[name];
  return (
    <FieldSlot name={name} warning={form.warningOf(name)}>
      <ComboBox
        {...words}
        label={label}
        isMono
        options={options.map(({ id, name: detail }) => ({ id, label: id, detail }))}
        isAsync
        allowsCustomValue
        inputValue={text}
        onInputChange={(next) => {
          if (next !== text) form.set({ [name]: next });
        }}
        value={options.some(({ id }) => id === text) ? text : null}
        onChange={(id) => {
          if (id !== null) form.set({ [name]: String(id) });
        }}
        error={form.errorOf(name)}
      />
    </FieldSlot>
  );
}
