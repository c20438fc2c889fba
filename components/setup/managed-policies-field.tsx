'use client';
import { X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ComboBox } from '@/components/ui/combo-box';
import { IconButton } from '@/components/ui/icon-button';
import { FieldSlot } from './field-slot';
import type { Form, FormProps } from './form';
import { listedPolicies, policiesFor, withoutPolicy, withPolicy } from './policy-list';

const choicesOf = ({ preview }: Form) => preview?.choices?.policies ?? [];

/** What was picked so far, each with a way to take it off again. */
function Picked({ form }: FormProps) {
  const { managedPolicies } = form.fields;
  const picked = listedPolicies(managedPolicies);
  if (picked.length === 0) return null;
  return (
    <ul aria-label="Picked policies" className="grid gap-1">
      {picked.map((text) => {
        const known = choicesOf(form).find(({ arn }) => arn === text);
        const name = known?.name ?? text;
        return (
          <li key={text} className="flex min-w-0 items-center justify-between gap-2">
            <span className="min-w-0 wrap-anywhere">
              {name}
              {known ? (
                <span className="ms-2 text-sm text-muted">{known.detail}</span>
              ) : null}
            </span>
            <IconButton
              label={`Remove ${name}`}
              onPress={() =>
                form.set({ managedPolicies: withoutPolicy(managedPolicies, text) })
              }
            >
              <X size={16} aria-hidden="true" />
            </IconButton>
          </li>
        );
      })}
    </ul>
  );
}

/** Managed policies of the role: from the list, or any other by its ARN. */
export function ManagedPoliciesField({ form }: FormProps) {
  const { managedPolicies } = form.fields;
  const [typed, setTyped] = useState('');
  const [added, setAdded] = useState<string | null>(null);
  const options = policiesFor(choicesOf(form), managedPolicies, typed);
  const add = (text: string) => {
    form.set({ managedPolicies: withPolicy(managedPolicies, text) });
    setTyped('');
  };
  return (
    <FieldSlot name="managedPolicies" warning={form.warningOf('managedPolicies')}>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)_auto] items-end gap-2">
        <ComboBox
          label="Managed policies"
          placeholder="ReadOnlyAccess"
          options={options}
          isAsync
          emptyText="None of that name in the list. Its ARN works too."
          allowsCustomValue
          inputValue={typed}
          onInputChange={(next) =>
            setTyped(options.some(({ label }) => label === next) ? '' : next)
          }
          // The list closes when its value becomes another; open, it offers each of them again.
          value={added}
          onOpenChange={(isOpen) => {
            if (isOpen) setAdded(null);
          }}
          onChange={(arn) => {
            if (arn === null) return;
            add(String(arn));
            setAdded(String(arn));
          }}
        />
        <Button isDisabled={typed.trim() === ''} onPress={() => add(typed)}>
          Add
        </Button>
      </div>
      <Picked form={form} />
      <p className="text-sm text-muted">
        Up to 10, of that account and of AWS. The list holds those that are known here.
      </p>
      {form.errorOf('managedPolicies') ? (
        <p role="alert" className="field-error">
          {form.errorOf('managedPolicies')}
        </p>
      ) : null}
    </FieldSlot>
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
