'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { chosen } from './chosen';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { ListField } from './list-field';
import { TextField } from './text-field';
import { WhoCount } from './who-count';

/** Which identity provider, and who of the people that it sends. */
export function SamlFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <ProviderField form={form} />
      <WhoCount form={form} />
      <PeopleFields form={form} />
    </div>
  );
}

function ProviderField({ form }: FormProps) {
  const known = form.preview?.choices?.providers ?? [];
  return (
    <ListField
      form={form}
      name="samlProvider"
      placeholder="arn:aws:iam::444455556666:saml-provider/corp"
      description="A SAML provider of the account that makes the role. Those that were read are in the list."
      options={known.filter(({ id }) => id.includes(form.fields.samlProvider))}
      emptyText="No SAML provider that was read here."
    />
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
