'use client';
import { ComboBox } from '@/components/ui/combo-box';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';

/** Which identity provider, and who of the people that it sends. */
export function SamlFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <ProviderField form={form} />
      <PeopleFields form={form} />
    </div>
  );
}

function ProviderField({ form }: FormProps) {
  const { samlProvider } = form.fields;
  const options = (form.preview?.choices?.providers ?? [])
    .filter(({ id }) => id.includes(samlProvider))
    .map(({ id, name }) => ({ id, label: id, detail: name }));
  return (
    <FieldSlot name="samlProvider" warning={form.warningOf('samlProvider')}>
      <ComboBox
        label="Which provider?"
        placeholder="arn:aws:iam::444455556666:saml-provider/corp"
        isMono
        description="A SAML provider of the account that makes the role. Those that were read are in the list."
        options={options}
        isAsync
        emptyText="No SAML provider that was read here."
        allowsCustomValue
        inputValue={samlProvider}
        onInputChange={(next) => {
          if (next !== samlProvider) form.set({ samlProvider: next });
        }}
        value={options.some(({ id }) => id === samlProvider) ? samlProvider : null}
        onChange={(id) => {
          if (id !== null) form.set({ samlProvider: String(id) });
        }}
        error={form.errorOf('samlProvider')}
      />
    </FieldSlot>
  );
}

const PEOPLE = [
  { value: 'all', title: 'all', detail: 'who have the role there' },
  { value: 'subject', title: 'one person', detail: 'by name id' },
  { value: 'affiliation', title: 'an affiliation', detail: 'eduPerson' },
] as const satisfies {
  value: DraftFields['samlPeople'];
  title: string;
  detail: string;
}[];

function PeopleFields({ form }: FormProps) {
  const { samlPeople } = form.fields;
  return (
    <>
      <FieldSlot name="samlPeople">
        <RadioCards
          label="Whom it sends"
          orientation="horizontal"
          value={samlPeople}
          onChange={(value) => {
            const next = chosen(PEOPLE, value);
            if (next) form.set({ samlPeople: next });
          }}
          cards={PEOPLE}
          cardMinPx={120}
          description="The provider decides who is sent with this role; the role can ask for more than that. The audience, the sign-in page of AWS, is always asked for."
        />
      </FieldSlot>
      {samlPeople === 'all' ? null : (
        <TextField
          form={form}
          name="samlValue"
          label={samlPeople === 'subject' ? 'Name id' : 'Affiliation'}
          description={
            samlPeople === 'subject'
              ? 'The NameID in the person’s assertions (SAML:sub). It has to stay the same at each sign-in.'
              : 'One of those in the assertions (SAML:eduPersonAffiliation): staff, student.'
          }
        />
      )}
    </>
  );
}
