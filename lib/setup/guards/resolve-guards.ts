import { type Field, rightOf, wrong } from '../fields/field';
import type { PreviewView } from '../preview-view';
import type { DraftFields } from '../schema';
import type { GuardFieldName } from './guard-fields';
import type { ChosenGuard, GuardKnown } from './guard-kind';
import { GUARD_PLACES, type GuardName } from './guard-names';
import { guardOf } from './guard-of';
import { GUARDS } from './guard-table';

type GuardFields = Partial<Record<GuardFieldName, Field<string[]>>>;

/** The guards of a draft that are on, as far as they are understood. */
export type Guards = {
  /** Each at the field where its mistakes are said. */
  fields: GuardFields;
  missing: GuardFieldName[];
  chosen: ChosenGuard[];
  /** What each adds, and what it cannot do. */
  said: PreviewView['guards'];
};

const placeOf = (name: GuardName): GuardFieldName =>
  GUARD_PLACES[name].value ?? GUARD_PLACES[name].toggle;

/** Reads the guards that are on, out of those that a recipe offers; `place` is where they stand. */
export function resolveGuards(
  offered: readonly GuardName[],
  fields: DraftFields,
  known: GuardKnown,
  place: 'trust' | 'use' = 'trust',
): Guards {
  const on = offered.filter((name) => fields[GUARD_PLACES[name].toggle]);
  const read = on.map((name) => {
    const { value } = GUARD_PLACES[name];
    const field = GUARDS[name].read(value ? fields[value] : '', known);
    return { name, field };
  });
  const chosen = read.flatMap(({ name, field }) => {
    const values = rightOf(field);
    return values ? [{ name, values }] : [];
  });
  return {
    fields: {
      ...Object.fromEntries(read.map(({ name, field }) => [placeOf(name), field])),
      ...contradictionOf(chosen),
    },
    missing: read
      .filter(({ field }) => field.state === 'empty')
      .map(({ name }) => placeOf(name)),
    chosen,
    said: on.map((name) => {
      const { onUse, ...onTrust } = GUARDS[name];
      const { adds, limit } = (place === 'use' ? onUse : null) ?? onTrust;
      return { field: GUARD_PLACES[name].toggle, adds, limit };
    }),
  };
}

/** Guards that each make sense, and together let nobody in. */
function contradictionOf(chosen: ChosenGuard[]): GuardFields {
  const names = chosen.map(({ name }) => name);
  if (names.includes('sourceIp') && names.includes('vpc'))
    return {
      vpcs: wrong(
        'Calls through a VPC endpoint carry no source address, so with both guards nobody would get in. Keep one of them.',
      ),
    };
  const joined = guardOf(chosen);
  const last = names.at(-1);
  return joined.ok || !last ? {} : { [placeOf(last)]: wrong(joined.error.message) };
}

/** `MFA, End date`: the fields of the form that a trust statement comes from. */
export const labelsOf = (chosen: ChosenGuard[]): string[] =>
  chosen.map(({ name }) => GUARDS[name].label);
