'use client';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { newExternalId } from './external-id';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

type ExternalIdFieldProps = FormProps & {
  description: ReactNode;
  makeLabel: string;
  className?: string | undefined;
};

/** The value that the caller has to send, typed or made here. */
export function ExternalIdField({
  form,
  description,
  makeLabel,
  className,
}: ExternalIdFieldProps) {
  return (
    <FieldSlot
      name="externalId"
      warning={form.warningOf('externalId')}
      className={className}
    >
      <div className="grid justify-items-start gap-2">
        <Field
          className="w-full"
          label="External ID value"
          isMono
          value={form.fields.externalId}
          onChange={(value) => form.set({ externalId: value })}
          description={description}
          error={form.errorOf('externalId')}
          autoComplete="off"
          spellCheck="false"
        />
        <Button size="small" onPress={() => form.set({ externalId: newExternalId() })}>
          {makeLabel}
        </Button>
      </div>
    </FieldSlot>
  );
}
