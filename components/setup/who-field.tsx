'use client';
import { useState } from 'react';
import { ComboBox } from '@/components/ui/combo-box';
import { HitRow } from '@/components/ui/hit-row';
import { useSearch } from '@/components/ui/use-search';
import type { SearchHit } from '@/lib/inventory/schema';
import { FieldSlot } from './field-slot';
import type { Form, FormProps } from './form';

const sayParty = (party: { name: string; accountName: string | null }) =>
  party.accountName && party.accountName !== party.name
    ? `${party.name}, ${party.accountName}`
    : party.name;

/** What the input shows: the words typed here, or the name of who was picked before. */
function shownText(form: Form, picked: SearchHit | null, isTyped: boolean) {
  const { who } = form.fields;
  if (isTyped) return who;
  if (picked?.arn === who) return sayParty(picked);
  const known = form.preview?.who;
  return known?.arn === who && who !== '' ? sayParty(known) : who;
}

/** Keeps apart what was typed and who was picked, since the draft holds either. */
function useWho(form: Form, kinds: string) {
  const [picked, setPicked] = useState<SearchHit | null>(null);
  const [isTyped, setTyped] = useState(false);
  const text = shownText(form, picked, isTyped);
  const search = useSearch(
    form.searchUrl,
    kinds,
    isTyped ? text : (text.split(', ')[0] ?? ''),
    'Nobody of the inventory matches. An ARN works too.',
  );

  function pick(hit: SearchHit) {
    setPicked(hit);
    setTyped(false);
    // What was chosen for the caller who is there already stays.
    if (!isTyped && hit.arn === form.fields.who) return;
    // People can show a second factor and should; a workload has none to show, and who comes of
    // a whole account is not known.
    form.set({ who: hit.arn, requireMfa: hit.kind === 'user' || hit.kind === 'group' });
  }
  function type(next: string) {
    // Picking writes the name into the input as well; that is not typing.
    const hit = [picked, ...search.hits].find((one) => one && sayParty(one) === next);
    if (hit) return pick(hit);
    if (next === text) return;
    setTyped(true);
    form.set({ who: next });
  }
  // A key that changed at each keystroke would close the list under the typist.
  const pickedArn = isTyped || form.fields.who === '' ? null : form.fields.who;
  return { text, search, pickedArn, pick, type };
}

type WhoFieldProps = FormProps & {
  /** Kinds that can be picked, as the search takes them. */
  kinds?: string;
  description?: string;
};

export function WhoField({
  form,
  kinds = 'user,group,role',
  description = 'A user, group or role of any account here. It borrows access.',
}: WhoFieldProps) {
  const { text, search, pickedArn, pick, type } = useWho(form, kinds);
  const [isOpen, setOpen] = useState(false);
  const { hits } = search;
  return (
    <FieldSlot name="who" warning={form.warningOf('who')}>
      <ComboBox
        label="Who needs it?"
        placeholder="ci-deploy, anna, or an ARN"
        description={description}
        options={hits.map((hit) => ({ id: hit.arn, label: sayParty(hit), hit }))}
        renderOption={({ hit }) => <HitRow hit={hit} />}
        isAsync
        isLoading={search.isLoading}
        emptyText={search.emptyText}
        allowsCustomValue
        inputValue={text}
        onInputChange={type}
        value={pickedArn}
        onChange={(arn) => {
          const hit = hits.find((one) => one.arn === arn);
          if (hit) pick(hit);
        }}
        onOpenChange={setOpen}
        error={isOpen && hits.length > 0 ? undefined : form.errorOf('who')}
      />
    </FieldSlot>
  );
}
