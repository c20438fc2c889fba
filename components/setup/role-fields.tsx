'use client';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { TextAreaField } from '@/components/ui/text-area-field';
import {
  DEFAULT_SESSION_SECONDS,
  MAX_SESSION_SECONDS,
  sayDuration,
} from '@/lib/core/duration';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { saidReview } from './role-rows';
import { isRoleMade } from './wizard-fields';

const SESSION_CHOICES = ['3600', '14400', '28800', '43200'];

/** Review date and purpose, and of a role that is made its session; each has a default. */
export function RoleFields({ form }: FormProps) {
  const { fields } = form;
  return (
    <div className="grid gap-4">
      {isRoleMade(fields) ? <SessionField form={form} /> : null}
      <FieldSlot name="reviewOn" warning={form.warningOf('reviewOn')}>
        <Field
          label="Review on"
          type="date"
          isOptional
          description={`When somebody asks whether it is still wanted. Empty means ${saidReview(fields)}.`}
          value={fields.reviewOn}
          onChange={(reviewOn) => form.set({ reviewOn })}
          error={form.errorOf('reviewOn')}
        />
      </FieldSlot>
      <PurposeField form={form} />
      {isRoleMade(fields) ? <DescriptionField form={form} /> : null}
    </div>
  );
}

function PurposeField({ form }: FormProps) {
  return (
    <FieldSlot name="purpose" warning={form.warningOf('purpose')}>
      <Field
        label="Purpose"
        isOptional
        placeholder="Ship build logs to the archive"
        description="Shown to whoever reviews it."
        value={form.fields.purpose}
        onChange={(value) => form.set({ purpose: value })}
        error={form.errorOf('purpose')}
      />
    </FieldSlot>
  );
}

function DescriptionField({ form }: FormProps) {
  return (
    <FieldSlot name="description" warning={form.warningOf('description')}>
      <TextAreaField
        label="Description"
        isOptional
        rows={2}
        description="Kept on the role at AWS."
        value={form.fields.description}
        onChange={(value) => form.set({ description: value })}
        error={form.errorOf('description')}
      />
    </FieldSlot>
  );
}

export function RoleNameField({ form }: FormProps) {
  const { fields, preview } = form;
  const suggested = preview?.suggestedRoleName ?? '';
  return (
    <FieldSlot name="roleName" warning={form.warningOf('roleName')}>
      <Field
        label="Role name"
        isMono
        isOptional
        placeholder={suggested}
        description={
          suggested ? `Empty means ${suggested}.` : 'Empty means a name made here.'
        }
        value={fields.roleName}
        onChange={(roleName) => form.set({ roleName })}
        error={form.errorOf('roleName')}
        autoComplete="off"
        spellCheck="false"
      />
    </FieldSlot>
  );
}

function sayTyped(sessionSeconds: string): string {
  return /^\d+$/.test(sessionSeconds) ? `${sayDuration(Number(sessionSeconds))}. ` : '';
}

function SessionField({ form }: FormProps) {
  const { sessionSeconds } = form.fields;
  return (
    <FieldSlot name="sessionSeconds" warning={form.warningOf('sessionSeconds')}>
      <Field
        label="Longest session, in seconds"
        inputMode="numeric"
        value={sessionSeconds}
        onChange={(value) => form.set({ sessionSeconds: value })}
        description={`${sayTyped(sessionSeconds)}${DEFAULT_SESSION_SECONDS} to ${MAX_SESSION_SECONDS}. Who comes from another role gets 1 h at most: AWS caps chained roles.`}
        error={form.errorOf('sessionSeconds')}
        autoComplete="off"
      />
      <fieldset className="flex flex-wrap gap-1">
        <legend className="sr-only">Usual lengths</legend>
        {SESSION_CHOICES.map((choice) => (
          <Button
            key={choice}
            size="small"
            variant="quiet"
            onPress={() => form.set({ sessionSeconds: choice })}
          >
            {sayDuration(Number(choice))}
          </Button>
        ))}
      </fieldset>
    </FieldSlot>
  );
}
