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
import { TagsField } from './tags-field';
import { FIELDS, isRoleMade } from './wizard-fields';

const SESSION_CHOICES = ['3600', '14400', '28800', '43200'];

/** Review date and notes, and of a role that is made its session; each has a default. */
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
      <NoteField
        form={form}
        name="purpose"
        placeholder="Ship build logs to the archive"
        description="Shown to whoever reviews it."
      />
      <NoteField
        form={form}
        name="owner"
        placeholder="platform@example.com"
        description="Who answers for it: a person or a team."
      />
      <NoteField
        form={form}
        name="ticket"
        placeholder="OPS-1234"
        description="Its number or its address. Like purpose and owner it is kept here, not at AWS."
      />
      {isRoleMade(fields) ? (
        <>
          <DescriptionField form={form} />
          <TagsField form={form} />
        </>
      ) : null}
    </div>
  );
}

type NoteFieldProps = FormProps & {
  name: 'purpose' | 'owner' | 'ticket';
  placeholder: string;
  description: string;
};

function NoteField({ form, name, placeholder, description }: NoteFieldProps) {
  return (
    <FieldSlot name={name} warning={form.warningOf(name)}>
      <Field
        label={FIELDS[name].label}
        isOptional
        placeholder={placeholder}
        description={description}
        value={form.fields[name]}
        onChange={(value) => form.set({ [name]: value })}
        error={form.errorOf(name)}
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
