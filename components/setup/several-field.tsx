'use client';
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { IconButton } from '@/components/ui/icon-button';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { listedPolicies, withoutPolicy, withPolicy } from './policy-list';
import type { TextFieldName } from './text-field';
import { FIELDS } from './wizard-fields';

type Option = { id: string; label: string };
type Named = { name: string; detail: string | null };

type SeveralFieldProps<T extends Option> = FormProps & {
  name: TextFieldName;
  /** What was picked, as its list is called. */
  pickedLabel: string;
  placeholder: string;
  emptyText: string;
  options: T[];
  renderOption?: (option: T) => ReactNode;
  isLoading?: boolean;
  /** What is typed so far, to find options by. */
  typed: string;
  onType: (typed: string) => void;
  /** What a picked text is called. */
  nameOf: (text: string) => Named;
  description: string;
};

/** Several values, one a line in the draft: from a list, or any other as it is typed. */
export function SeveralField<T extends Option>(props: SeveralFieldProps<T>) {
  const { form, name, onType, pickedLabel, description, nameOf } = props;
  const text = form.fields[name];
  return (
    <FieldSlot name={name} warning={form.warningOf(name)}>
      <AddRow
        {...props}
        onAdd={(value) => {
          form.set({ [name]: withPolicy(text, value) });
          onType('');
        }}
      />
      <Picked
        label={pickedLabel}
        texts={listedPolicies(text)}
        nameOf={nameOf}
        onRemove={(one) => form.set({ [name]: withoutPolicy(text, one) })}
      />
      <p className="text-sm text-muted">{description}</p>
      {form.errorOf(name) ? (
        <p role="alert" className="field-error">
          {form.errorOf(name)}
        </p>
      ) : null}
    </FieldSlot>
  );
}

type AddRowProps<T extends Option> = Pick<
  SeveralFieldProps<T>,
  | 'name'
  | 'placeholder'
  | 'emptyText'
  | 'options'
  | 'renderOption'
  | 'isLoading'
  | 'typed'
  | 'onType'
> & { onAdd: (value: string) => void };

function AddRow<T extends Option>(props: AddRowProps<T>) {
  const { name, placeholder, emptyText, options, renderOption } = props;
  const { isLoading = false, typed, onType, onAdd } = props;
  const [added, setAdded] = useState<string | null>(null);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
      <ComboBox
        label={FIELDS[name].label}
        placeholder={placeholder}
        options={options}
        {...(renderOption && { renderOption })}
        isAsync
        isLoading={isLoading}
        emptyText={emptyText}
        allowsCustomValue
        inputValue={typed}
        onInputChange={(next) =>
          onType(options.some(({ label }) => label === next) ? '' : next)
        }
        // The list closes when its value becomes another; open, it offers each of them again.
        value={added}
        onOpenChange={(isOpen) => {
          if (isOpen) setAdded(null);
        }}
        onChange={(id) => {
          if (id === null) return;
          onAdd(String(id));
          setAdded(String(id));
        }}
      />
      <Button isDisabled={typed.trim() === ''} onPress={() => onAdd(typed)}>
        Add
      </Button>
    </div>
  );
}

type PickedProps = {
  label: string;
  texts: string[];
  nameOf: (text: string) => Named;
  onRemove: (text: string) => void;
};

/** What was picked so far, each with a way to take it off again. */
function Picked({ label, texts, nameOf, onRemove }: PickedProps) {
  if (texts.length === 0) return null;
  return (
    <ul aria-label={label} className="grid gap-1">
      {texts.map((text) => {
        const { name, detail } = nameOf(text);
        return (
          <li key={text} className="flex min-w-0 items-center justify-between gap-2">
            <span className="min-w-0 wrap-anywhere">
              {name}
              {detail ? <span className="ms-2 text-sm text-muted">{detail}</span> : null}
            </span>
            <IconButton label={`Remove ${name}`} onPress={() => onRemove(text)}>
              <X size={16} aria-hidden="true" />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}
