'use client';
import { PolicyField } from '@/components/policy/policy-field';
import { Field } from '@/components/ui/field';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { isAsItself, sayNotIncluded } from './wizard-fields';

const CHOICES: { value: DraftFields['access']; title: string; detail: string }[] = [
  { value: 'read', title: 'read', detail: 'list, get' },
  { value: 'write', title: 'write', detail: 'put' },
  { value: 'both', title: 'both', detail: 'list, get, put' },
  { value: 'all', title: 'all', detail: 'and delete' },
  { value: 'custom', title: 'custom', detail: 'your JSON' },
];

/** What may be done, and in which part of the bucket. */
export function AccessFields({ form }: FormProps) {
  return (
    <>
      <AccessChoice form={form} />
      {form.fields.access === 'custom' ? (
        <CustomPolicyField form={form} />
      ) : (
        <PrefixField form={form} />
      )}
    </>
  );
}

export function AccessChoice({ form }: FormProps) {
  const { access } = form.fields;
  // A caller's own policy gets what the bucket needs, and nothing that was written by hand.
  const cards = CHOICES.filter(
    ({ value }) => !isAsItself(form.fields) || value !== 'custom' || value === access,
  );
  return (
    <FieldSlot name="access" warning={form.warningOf('access')}>
      <RadioCards
        label="May"
        orientation="horizontal"
        value={access}
        onChange={(value) => {
          const access = chosen(cards, value);
          if (access) form.set({ access });
        }}
        cards={cards}
        cardMinPx={120}
        description={sayNotIncluded(access)}
        error={form.errorOf('access')}
      />
    </FieldSlot>
  );
}

export function PrefixField({ form }: FormProps) {
  return (
    <FieldSlot name="prefix" warning={form.warningOf('prefix')}>
      <Field
        label="Under"
        isMono
        isOptional
        placeholder="logs/*"
        description="Part of the bucket. Empty means all of it."
        value={form.fields.prefix}
        onChange={(value) => form.set({ prefix: value })}
        error={form.errorOf('prefix')}
        autoComplete="off"
        spellCheck="false"
      />
    </FieldSlot>
  );
}

export function CustomPolicyField({
  form,
  isOptional,
}: FormProps & { isOptional?: boolean }) {
  return (
    <FieldSlot name="customPolicy" warning={form.warningOf('customPolicy')}>
      <PolicyField
        label="Permissions as JSON"
        kind="identity"
        isOptional={isOptional}
        placeholder={'{ "Version": "2012-10-17", "Statement": [] }'}
        description="What the role may do. Paste a whole policy or write one."
        value={form.fields.customPolicy}
        onChange={(value) => form.set({ customPolicy: value })}
        error={form.errorOf('customPolicy')}
        cleaned={form.preview?.cleaned ?? []}
        searchUrl={form.searchUrl}
      />
    </FieldSlot>
  );
}
