'use client';
import { Checkbox } from '@/components/ui/checkbox';
import type { DraftFieldName } from '@/lib/setup/schema';
import { ExternalIdField } from './external-id-field';
import { FieldSlot } from './field-slot';
import type { Form, FormProps } from './form';

/** What a guard asks for, and what it cannot do; the server's words where there are any. */
function guardHint(form: Form, field: DraftFieldName, otherwise: string): string {
  const guard = form.preview?.guards.find((one) => one.field === field);
  return guard ? `${guard.adds} ${guard.limit}`.trim() : otherwise;
}

export function GuardFields({ form }: FormProps) {
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1 font-strong">Guards</legend>
      <FieldSlot name="requireMfa" warning={form.warningOf('requireMfa')}>
        <Checkbox
          isSelected={form.fields.requireMfa}
          onChange={(requireMfa) => form.set({ requireMfa })}
          description={guardHint(
            form,
            'requireMfa',
            'Only who signed in with a second factor crosses.',
          )}
          error={form.errorOf('requireMfa')}
        >
          MFA
        </Checkbox>
      </FieldSlot>
      <ExternalIdFields form={form} />
    </fieldset>
  );
}

function ExternalIdFields({ form }: FormProps) {
  const { requireExternalId } = form.fields;
  return (
    <FieldSlot name="requireExternalId" warning={form.warningOf('requireExternalId')}>
      <Checkbox
        isSelected={requireExternalId}
        onChange={(isOn) => form.set({ requireExternalId: isOn })}
        description={guardHint(
          form,
          'requireExternalId',
          'The caller must send a value that both sides know.',
        )}
        error={form.errorOf('requireExternalId')}
      >
        External ID
      </Checkbox>
      {requireExternalId ? (
        <ExternalIdField
          form={form}
          className="ps-[30px]"
          description="For a vendor, take the value it gave you. A generated one works only if the caller can send it. Switching roles in the AWS console cannot."
          makeLabel="Generate"
        />
      ) : null}
    </FieldSlot>
  );
}
