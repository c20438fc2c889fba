'use client';
import { useState } from 'react';
import { ComboBox } from '@/components/ui/combo-box';
import { RadioCards } from '@/components/ui/radio-cards';
import { VENDOR_GUARDS } from '@/lib/setup/guards/guard-names';
import { CustomPolicyField, PrefixField } from './access-fields';
import { BucketField } from './bucket-field';
import { ExternalIdField } from './external-id-field';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { GuardFields } from './guard-fields';
import { TrustingAccountField } from './trusting-account-field';
import { WhoCount } from './who-count';

/** The vendor's account: typed, or one that roles here trust already. */
export function VendorAccountField({ form }: FormProps) {
  const { vendorAccount } = form.fields;
  const [isOpen, setOpen] = useState(false);
  const typed = vendorAccount.replace(/[\s-]/g, '');
  const options = (form.preview?.choices?.vendors ?? [])
    .filter(({ id }) => id.startsWith(typed))
    .map(({ id, name }) => ({ id, label: id, detail: name }));
  return (
    <FieldSlot name="vendorAccount" warning={form.warningOf('vendorAccount')}>
      <ComboBox
        label="Which vendor?"
        placeholder="12 digits"
        isMono
        description="The vendor’s AWS account ID, from its set-up page. Vendors that roles here trust already are in the list."
        options={options}
        isAsync
        emptyText="No vendor that is known here. Any 12 digits work."
        allowsCustomValue
        inputValue={vendorAccount}
        onInputChange={(next) => {
          if (next !== vendorAccount) form.set({ vendorAccount: next });
        }}
        value={options.some(({ id }) => id === vendorAccount) ? vendorAccount : null}
        onChange={(id) => {
          if (id !== null) form.set({ vendorAccount: String(id) });
        }}
        onOpenChange={setOpen}
        error={isOpen && options.length > 0 ? undefined : form.errorOf('vendorAccount')}
      />
      <WhoCount form={form} />
    </FieldSlot>
  );
}

const WHO_CHOOSES =
  'The vendor chooses it, another one for each of its customers, and shows it to you. Make one here only if the vendor asks you for yours.';

/** What the vendor may do, and the external ID that is always asked for. */
export function VendorFields({ form }: FormProps) {
  const { vendorMay } = form.fields;
  return (
    <>
      <FieldSlot name="vendorMay">
        <RadioCards
          label="It may"
          orientation="horizontal"
          value={vendorMay}
          onChange={(value) =>
            form.set({ vendorMay: value === 'custom' ? value : 'bucket' })
          }
          cards={[
            { value: 'bucket', title: 'read a bucket', detail: 'list, get' },
            { value: 'custom', title: 'custom', detail: 'your JSON' },
          ]}
          cardMinPx={120}
        />
      </FieldSlot>
      {vendorMay === 'bucket' ? (
        <>
          <BucketField form={form} />
          <PrefixField form={form} />
        </>
      ) : (
        <>
          <TrustingAccountField form={form} />
          <CustomPolicyField form={form} />
        </>
      )}
      <ExternalIdField form={form} description={WHO_CHOOSES} makeLabel="Make one" />
      <GuardNote form={form} />
      <GuardFields form={form} first={[]} offered={VENDOR_GUARDS} />
    </>
  );
}

function GuardNote({ form }: FormProps) {
  const guard = form.preview?.guards.find(({ field }) => field === 'externalId');
  if (!guard) return null;
  return (
    <p className="text-sm text-muted">
      {guard.adds} {guard.limit}
    </p>
  );
}
