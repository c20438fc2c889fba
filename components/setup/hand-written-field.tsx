'use client';
import type { ReactNode } from 'react';
import { PolicyField } from '@/components/policy/policy-field';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { FIELDS } from './wizard-fields';

type HandWrittenFieldProps = FormProps & {
  name: 'trustJson' | 'assumeJson';
  kind: 'trust' | 'identity';
  description: string;
  isOptional?: boolean;
  children?: ReactNode;
};

/** A document that is written by hand, in the editor of policies. */
export function HandWrittenField({
  form,
  name,
  kind,
  children,
  ...editor
}: HandWrittenFieldProps) {
  return (
    <FieldSlot name={name} warning={form.warningOf(name)}>
      <PolicyField
        {...editor}
        kind={kind}
        label={FIELDS[name].label}
        placeholder={'{ "Version": "2012-10-17", "Statement": [] }'}
        value={form.fields[name]}
        onChange={(value) => form.set({ [name]: value })}
        error={form.errorOf(name)}
        cleaned={[]}
        searchUrl={form.searchUrl}
        accountId={kind === 'trust' ? form.fields.trustingAccount : undefined}
      />
      {children}
    </FieldSlot>
  );
}
