'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import { COMMON_SERVICES } from '@/lib/setup/fields/common-services';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { ListField } from './list-field';
import { TextField } from './text-field';
import { WhoCount } from './who-count';

/** Which service, and for whom it may use the role. */
export function ServiceFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <ServiceField form={form} />
      <WhoCount form={form} />
      <SourceFields form={form} />
    </div>
  );
}

function ServiceField({ form }: FormProps) {
  const { service } = form.fields;
  return (
    <ListField
      form={form}
      name="service"
      placeholder="lambda.amazonaws.com"
      description="Its name as a principal. The common ones are in the list; any other works too."
      options={COMMON_SERVICES.filter(
        ({ id, name }) =>
          id.includes(service) || name.toLowerCase().includes(service.toLowerCase()),
      )}
      emptyText="None of the common ones. Any name of a service works."
    />
  );
}

const GUARDS = [
  { value: 'account', title: 'this account', detail: 'any resource of it' },
  { value: 'arn', title: 'one resource', detail: 'by its ARN' },
  { value: 'none', title: 'no guard', detail: 'any customer of AWS' },
] as const satisfies {
  value: DraftFields['sourceGuard'];
  title: string;
  detail: string;
}[];

const DEPUTY =
  'A service works for every customer of AWS. Without a guard one of the others can point it at this role and have it act on your resources for them: the confused deputy.';

function SourceFields({ form }: FormProps) {
  const { sourceGuard } = form.fields;
  return (
    <>
      <FieldSlot name="sourceGuard" warning={form.warningOf('sourceGuard')}>
        <RadioCards
          label="For whom"
          orientation="horizontal"
          value={sourceGuard}
          onChange={(value) => {
            const next = chosen(GUARDS, value);
            if (next) form.set({ sourceGuard: next });
          }}
          cards={GUARDS}
          cardMinPx={120}
          description={DEPUTY}
        />
      </FieldSlot>
      {sourceGuard === 'arn' ? (
        <TextField
          form={form}
          name="sourceArn"
          placeholder="arn:aws:states:eu-west-1:444455556666:stateMachine:nightly"
          description="What the service acts for. * and ? act in the resource’s own part."
        />
      ) : null}
    </>
  );
}
