'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';
import { FIELDS } from './wizard-fields';

const CARDS = [
  {
    value: 'inline',
    title: 'An inline policy',
    detail:
      'Part of whoever has it. It counts towards the length of their inline policies.',
  },
  {
    value: 'managed',
    title: 'A managed policy',
    detail:
      'Stands alone and keeps 5 versions. AWS attaches 10 to one, unless a quota is raised.',
  },
] as const;

/** What lets the trusted side ask for the role. */
export function HalfFields({ form }: FormProps) {
  const { assumeAs } = form.fields;
  return (
    <>
      <FieldSlot name="assumeAs" warning={form.warningOf('assumeAs')}>
        <RadioCards
          label={FIELDS.assumeAs.label}
          value={assumeAs}
          onChange={(value) => {
            const next = chosen(CARDS, value);
            if (next) form.set({ assumeAs: next });
          }}
          cards={[...CARDS]}
          cardMinPx={200}
          error={form.errorOf('assumeAs')}
        />
      </FieldSlot>
      {assumeAs === 'managed' ? (
        <TextField
          form={form}
          name="assumePolicyName"
          isOptional
          description="Made under /drawbridge-managed/, where this console may write policies. Empty takes AllowAssume and the role’s name."
        />
      ) : null}
    </>
  );
}
