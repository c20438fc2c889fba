'use client';
import { Field } from '@/components/ui/field';
import { localOfUtc, utcOfLocal } from '@/components/ui/local-moment';
import { useNow } from '@/components/ui/use-now';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

type EndFieldProps = FormProps & { label: string; className?: string };

/** When access ends: typed in the reader's own zone, kept and shown in UTC. */
export function EndField({ form, label, className }: EndFieldProps) {
  const { endsAt } = form.fields;
  // The server knows no zone, so the moment is shown once the page has woken up.
  const isAwake = useNow(60_000) !== null;
  const inUtc =
    endsAt === '' ? '' : ` In UTC: ${endsAt.replace('T', ' ').replace('Z', '')}.`;
  return (
    <FieldSlot name="endsAt" warning={form.warningOf('endsAt')} className={className}>
      <Field
        label={label}
        type="datetime-local"
        description={`In your own time zone.${inUtc}`}
        value={isAwake ? localOfUtc(endsAt) : ''}
        onChange={(local) => form.set({ endsAt: utcOfLocal(local) })}
        error={form.errorOf('endsAt')}
      />
    </FieldSlot>
  );
}
