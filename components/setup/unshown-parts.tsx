'use client';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { readTrust } from '@/lib/setup/blank/read-trust';
import { formOf } from '@/lib/setup/blank/trust-form';
import { writeTrust } from '@/lib/setup/blank/write-trust';
import type { FormProps } from './form';

/** What the trust policy holds beside the form, or why the form cannot follow it. */
export function UnshownParts({ form }: FormProps) {
  const { trustJson } = form.fields;
  const read = readTrust(trustJson);
  if (!read.ok) return <Unreadable form={form} message={read.message} />;
  const { unshown } = read.value;
  if (unshown.length === 0)
    return <p className="text-sm text-muted">The form shows all of this policy.</p>;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer">
        {unshown.length === 1 ? '1 part' : `${unshown.length} parts`} that this form does
        not show
        <span className="ms-2 text-sm text-muted">kept as written</span>
      </summary>
      <ul className="mt-2 grid gap-1 text-sm">
        {unshown.map((part) => (
          <li key={part} className="wrap-anywhere">
            {part}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Unreadable({ form, message }: FormProps & { message: string }) {
  return (
    <Banner tone="warn" title="The form shows what it read last" isAnnounced>
      <p>{message}</p>
      <Button
        size="small"
        onPress={() => form.set({ trustJson: writeTrust('', formOf(form.fields)) ?? '' })}
      >
        Write it anew from the form
      </Button>
    </Banner>
  );
}
