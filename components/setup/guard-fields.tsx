'use client';
import { useEffect, useRef } from 'react';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { GUARD_PLACES, type GuardName } from '@/lib/setup/guards/guard-names';
import { EndField } from './end-field';
import { ExternalIdField } from './external-id-field';
import { FieldSlot } from './field-slot';
import type { Form, FormProps } from './form';
import { GUARD_ROWS, type GuardRow, guardRow, inSentence } from './guard-rows';

type GuardFieldsProps = FormProps & {
  /** Those that are always in sight; the others are folded away. */
  first: readonly GuardName[];
  offered: readonly GuardName[];
  /** Those that make no sense here, each with the reason. */
  refused?: readonly Refused[];
};

type Refused = { name: GuardName; why: string };

/** Who may come in at all, under which circumstances: each with what it adds and cannot do. */
export function GuardFields({ form, first, offered, refused = [] }: GuardFieldsProps) {
  const folded = offered.filter((name) => !first.includes(name));
  return (
    <fieldset className="grid min-w-0 gap-3">
      <legend className="mb-1 font-strong">Guards</legend>
      {first.map((name) => (
        <GuardField key={name} form={form} row={guardRow(name)} />
      ))}
      <FoldedGuards form={form} names={folded} refused={refused} />
    </fieldset>
  );
}

const isOn = ({ fields }: Form, name: GuardName): boolean =>
  fields[GUARD_PLACES[name].toggle];

/** What the summary of the fold says: which are on, or what there is. */
const sayFolded = (form: Form, names: readonly GuardName[]): string => {
  const on = names.filter((name) => isOn(form, name));
  if (names.length === 0) return 'none of the others fits here';
  const shown = on.length > 0 ? on : names.slice(0, 3);
  const text = shown.map((name) => inSentence(GUARD_ROWS[name].label)).join(', ');
  return on.length > 0 ? `on: ${text}` : `${text} …`;
};

type FoldedProps = FormProps & {
  names: readonly GuardName[];
  refused: readonly Refused[];
};

function FoldedGuards({ form, names, refused }: FoldedProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const hasProblem = names.some((name) => {
    const { toggle, value } = GUARD_PLACES[name];
    return form.errorOf(toggle) ?? (value && form.errorOf(value));
  });
  // Who changes what stands may have come for one of these, the end date above all.
  const isChanging = form.fields.changes !== '' && names.some((name) => isOn(form, name));
  useEffect(() => {
    if ((hasProblem || isChanging) && fold.current) fold.current.open = true;
  }, [hasProblem, isChanging]);
  return (
    <details ref={fold}>
      <summary className="min-h-6 cursor-pointer font-strong">
        More guards
        <span className="ms-2 text-sm font-normal text-muted">
          {sayFolded(form, names)}
        </span>
      </summary>
      <div className="mt-3 grid gap-3">
        {names.map((name) => (
          <GuardField key={name} form={form} row={guardRow(name)} />
        ))}
        <RefusedGuards refused={refused} />
      </div>
    </details>
  );
}

function RefusedGuards({ refused }: { refused: readonly Refused[] }) {
  if (refused.length === 0) return null;
  return (
    <ul aria-label="Not available here" className="grid gap-1 text-sm text-muted">
      {refused.map(({ name, why }) => (
        <li key={name}>
          <span className="font-strong">{guardRow(name).label}</span>, not available here:{' '}
          {why}
        </li>
      ))}
    </ul>
  );
}

/** What a guard asks for, and what it cannot do; the server's words where there are any. */
function hintOf(form: Form, { name, hint }: GuardRow): string {
  const { toggle } = GUARD_PLACES[name];
  const guard = form.preview?.guards.find(({ field }) => field === toggle);
  return guard ? `${guard.adds} ${guard.limit}` : hint;
}

function GuardField({ form, row }: FormProps & { row: GuardRow }) {
  const { toggle } = GUARD_PLACES[row.name];
  return (
    <FieldSlot name={toggle} warning={form.warningOf(toggle)}>
      <Checkbox
        isSelected={form.fields[toggle]}
        onChange={(isSelected) => form.set({ [toggle]: isSelected })}
        description={hintOf(form, row)}
        error={form.errorOf(toggle)}
      >
        {row.label}
      </Checkbox>
      {isOn(form, row.name) ? <GuardValue form={form} row={row} /> : null}
    </FieldSlot>
  );
}

const INDENTED = 'ps-[30px]';

function GuardValue({ form, row }: FormProps & { row: GuardRow }) {
  const { value: name } = GUARD_PLACES[row.name];
  if (!row.value || !name) return null;
  const { label, placeholder, description } = row.value;
  if (name === 'externalId')
    return (
      <ExternalIdField
        form={form}
        className={INDENTED}
        description={description}
        makeLabel="Generate"
      />
    );
  if (name === 'endsAt')
    return <EndField form={form} className={INDENTED} label={label} />;
  return (
    <FieldSlot name={name} warning={form.warningOf(name)} className={INDENTED}>
      <Field
        label={label}
        isMono
        placeholder={placeholder}
        description={description}
        value={form.fields[name]}
        onChange={(value) => form.set({ [name]: value })}
        error={form.errorOf(name)}
        autoComplete="off"
        spellCheck="false"
      />
    </FieldSlot>
  );
}
