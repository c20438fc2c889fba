'use client';
import { useState } from 'react';
import { AccountIdText } from '@/components/ui/account-id-text';
import { ComboBox } from '@/components/ui/combo-box';
import { HitRow } from '@/components/ui/hit-row';
import { useSearch } from '@/components/ui/use-search';
import type { PreviewView } from '@/lib/setup/preview-view';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { SameAccountField } from './same-account-field';
import { ToldBucketFields } from './told-bucket-fields';

function Found({ found }: { found: PreviewView['found'] }) {
  if (!found)
    return 'A bucket name, s3:// address or ARN. Its account is found by itself.';
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      Found: <b className="text-ink">{found.accountName}</b>
      <span>
        <AccountIdText id={found.accountId} />, {found.region}
      </span>
      {found.facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}

/** The bucket alone, of `s3://app-logs/2026` or of an ARN. */
const bucketName = (text: string) =>
  text.replace(/^s3:\/\/|^arn:aws[a-z-]*:s3:::/, '').replace(/\/.*$/, '');

export function BucketField({ form }: FormProps) {
  const { bucket } = form.fields;
  const [picked, setPicked] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const { hits, isLoading, emptyText } = useSearch(
    form.searchUrl,
    'bucket',
    bucketName(bucket),
    'No account that was read here owns such a bucket.',
  );
  return (
    <>
      <FieldSlot name="bucket" warning={form.warningOf('bucket')}>
        <ComboBox
          label="To what?"
          placeholder="s3://app-logs"
          isMono
          description={<Found found={form.preview?.found ?? null} />}
          options={hits.map((hit) => ({ id: hit.name, label: hit.name, hit }))}
          renderOption={({ hit }) => <HitRow hit={hit} />}
          isAsync
          isLoading={isLoading}
          emptyText={emptyText}
          allowsCustomValue
          inputValue={bucket}
          onInputChange={(next) => {
            if (next !== bucket) form.set({ bucket: next });
          }}
          value={picked === bucket ? picked : null}
          onChange={(name) => {
            if (name === null) return;
            setPicked(String(name));
            form.set({ bucket: String(name) });
          }}
          onOpenChange={setOpen}
          error={isOpen && hits.length > 0 ? undefined : form.errorOf('bucket')}
        />
      </FieldSlot>
      <ToldBucketFields form={form} />
      <SameAccountField form={form} />
    </>
  );
}
