'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';

/** Which application of the account access manager, and what it passes on. */
export function AccessManagerFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <TextField
        form={form}
        name="accessApplication"
        placeholder="arn:aws:account-access:eu-west-1:444455556666:application/…"
        description="From the settings page of the account access manager. It has to be of the account that makes the role."
      />
      <FieldSlot name="passesTags" warning={form.warningOf('passesTags')}>
        <Checkbox
          isSelected={form.fields.passesTags}
          onChange={(passesTags) => form.set({ passesTags })}
          description="Lets attributes of your identity provider come along as tags of the session (sts:TagSession)."
        >
          Attributes as tags
        </Checkbox>
      </FieldSlot>
    </div>
  );
}
