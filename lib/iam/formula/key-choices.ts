import { judgeCondition } from '../conditions/condition';
import { literalGlob } from '../parse/glob';
import type { KeyState } from '../parse/template';
import type { Atom } from './formula';
import { type TextPattern, witnessTexts } from './witness-texts';
import { witnessAddresses, witnessDates, witnessNumbers } from './witness-values';

export type ConditionAtom = Extract<Atom, { op: 'condition' }>;

/** Truth of each atom, by its id. */
export type Choice = [string, boolean][];

const CHOICES_KEPT_MAX = 2000;
const OPEN_TESTS_MAX = 6;
const SET_WITNESSES_MAX = 7;
/** Texts no policy names, short and long: empty text alone counts as no value. */
const UNNAMED_TEXTS = ['\u0001', '\u0001'.repeat(99)];
const remembered = new Map<string, Choice[] | null>();

/**
 * Every way in which conditions on one key can be true and false together. Where that cannot
 * be worked out, more ways than there are, which still tell apart whether the key is there;
 * null when those are too many.
 *
 * @param isSingle the key has one value at most
 */
export function choicesOfKey(atoms: ConditionAtom[], isSingle: boolean): Choice[] | null {
  const name = JSON.stringify([isSingle, ...atoms.map(({ id }) => id)]);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const choices = makeChoices(atoms, isSingle);
  if (remembered.size >= CHOICES_KEPT_MAX) remembered.clear();
  remembered.set(name, choices);
  return choices;
}

function makeChoices(atoms: ConditionAtom[], isSingle: boolean): Choice[] | null {
  const values = witnessesOf(atoms);
  const states =
    values && (isSingle ? values.map((value) => [value]) : setsOf(atoms, values));
  const whenAbsent = choiceIn(atoms, 'absent');
  if (states) {
    return distinct([whenAbsent, ...states.map((state) => choiceIn(atoms, state))]);
  }
  const isTooMany = atoms.filter(isTest).length > OPEN_TESTS_MAX;
  return isTooMany ? null : distinct([whenAbsent, ...anyChoices(atoms)]);
}

/**
 * Requests with several values that show every combination: each value fits like one of the
 * witnesses, so it is enough to try every set of these. Null when those are too many.
 */
function setsOf(atoms: ConditionAtom[], values: string[]): string[][] | null {
  const isText = atoms.some((atom) => isTest(atom) && familyOf(atom) === 'text');
  const witnesses = isText ? [...UNNAMED_TEXTS, ...values] : values;
  const alike = witnesses.map((value): [string, string] => [
    value === '' ? '' : JSON.stringify(choiceIn(atoms, [value])),
    value,
  ]);
  const members = [...new Map(alike).values()];
  if (members.length > SET_WITNESSES_MAX) return null;
  let sets: string[][] = [[]];
  for (const member of members) {
    sets = sets.flatMap((set) => [set, [...set, member]]);
  }
  return sets.filter((set) => set.length > 0);
}

const isTest = ({ condition }: ConditionAtom): boolean =>
  condition.operator.base !== 'Null';

const choiceIn = (atoms: ConditionAtom[], state: KeyState): Choice =>
  atoms.map(({ id, condition }) => [id, judgeCondition(condition, () => state) === true]);

const distinct = (choices: Choice[]): Choice[] => [
  ...new Map(choices.map((choice) => [JSON.stringify(choice), choice])).values(),
];

/** A key that is there, its tests true and false in any combination. */
function anyChoices(atoms: ConditionAtom[]): Choice[] {
  let choices: Choice[] = [[]];
  for (const atom of atoms) {
    const truths = isTest(atom)
      ? [false, true]
      : choiceIn([atom], ['']).map(([, truth]) => truth);
    choices = choices.flatMap((choice) =>
      truths.map((truth): Choice => [...choice, [atom.id, truth]]),
    );
  }
  return choices;
}

type Family = 'text' | 'bool' | 'number' | 'date' | 'address' | 'other';

const FAMILIES: [RegExp, Family][] = [
  [/^(?:String|Arn)/, 'text'],
  [/^Bool/, 'bool'],
  [/^Numeric/, 'number'],
  [/^Date/, 'date'],
  [/IpAddress$/, 'address'],
];

const familyOf = ({ condition }: ConditionAtom): Family =>
  FAMILIES.find(([pattern]) => pattern.test(condition.operator.base))?.[1] ?? 'other';

/** Values of a key that show every combination; null when they cannot be listed. */
function witnessesOf(atoms: ConditionAtom[]): string[] | null {
  const tests = atoms.filter(isTest);
  const named = tests.flatMap(({ condition }) =>
    condition.values.map(({ constant }) => constant?.text),
  );
  const texts = named.filter((text) => text !== undefined);
  if (texts.length < named.length) return null;
  const families = new Set(tests.map(familyOf));
  // Beside text a truth value is text as well.
  if (families.has('text')) families.delete('bool');
  const [family = 'text', ...others] = families;
  return others.length > 0 ? null : witnessesOfFamily(family, tests, texts);
}

function witnessesOfFamily(
  family: Family,
  tests: ConditionAtom[],
  named: string[],
): string[] | null {
  switch (family) {
    case 'text':
      return witnessTexts(tests.flatMap(patternsOf));
    case 'bool':
      return ['true', 'false'];
    case 'number':
      return witnessNumbers(named);
    case 'date':
      return witnessDates(named);
    case 'address':
      return witnessAddresses(named);
    default:
      return null;
  }
}

/** What a text test compares with, as patterns. */
export function patternsOf({
  condition,
}: Pick<ConditionAtom, 'condition'>): TextPattern[] {
  const { base } = condition.operator;
  const isArn = base.startsWith('Arn');
  const isGlob = isArn || base.endsWith('Like');
  const ignoresCase = base.endsWith('IgnoreCase') || base === 'Bool';
  return condition.values.flatMap(({ constant }) => {
    if (!constant) return [];
    const text = ignoresCase ? constant.text.toLowerCase() : constant.text;
    return [{ glob: isGlob ? constant.glob : literalGlob(text), isArn, ignoresCase }];
  });
}
