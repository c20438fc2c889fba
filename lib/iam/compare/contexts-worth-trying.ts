import type { ParsedCondition } from '../conditions/condition';
import type { ParsedStatement } from '../parse/policy';
import type { Template } from '../parse/template';
import type { ContextValue } from '../question';
import { OTHER, overlapSamples, SAMPLE, samplesOf } from './samples';
import { tellValuesApart } from './tell-values-apart';

/** What a condition key may be: a value, a list of values, or null for not there. */
type KeyValue = ContextValue | null;
/** The values worth trying of one key; `isAll` is false when some were left out. */
type KeyChoices = { options: KeyValue[]; isAll: boolean };
/** What to try of each key that the documents speak of; by lower-case name. */
export type KeyValues = Map<string, KeyChoices>;

const VALUES_MAX = 128;
/** Values that are tried two by two, where a key may have several. */
const PAIRED_MAX = 12;

type KeyUse = { texts: string[]; conditions: ParsedCondition[]; isVariable: boolean };

/**
 * From every condition of some statements: each value it names, values just beside it, another
 * one, and none at all; of those that all conditions answer alike, the first. Bounded for each
 * key, and in a fixed order.
 *
 * @param among what was found for more statements: of these values only
 */
export function contextsWorthTrying(
  statements: ParsedStatement[],
  among?: KeyValues,
): KeyValues {
  const uses = new Map<string, KeyUse>();
  const noted = (key: string): KeyUse => {
    const name = key.toLowerCase();
    const use = uses.get(name) ?? { texts: [], conditions: [], isVariable: false };
    uses.set(name, use);
    return use;
  };
  for (const { conditions, resource } of statements) {
    for (const condition of conditions) {
      const use = noted(condition.key);
      use.conditions.push(condition);
      use.texts.push(
        ...condition.values.flatMap((value) => nearValues(condition, value)),
      );
    }
    const templates = [
      ...conditions.flatMap(({ values }) => values),
      ...(resource?.patterns ?? []),
    ];
    for (const key of templates.flatMap(variablesOf)) {
      const use = noted(key);
      use.isVariable = true;
      use.texts.push(SAMPLE);
    }
  }
  return new Map(
    [...uses]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, use]) => [key, choicesOf(use, among?.get(key))]),
  );
}

function choicesOf(
  { texts, conditions, isVariable }: KeyUse,
  among?: KeyChoices,
): KeyChoices {
  const named = conditions.flatMap(({ values }) => values);
  const all =
    among?.options.filter((one) => typeof one === 'string') ?? textsOf(texts, conditions);
  // Where a variable stands for the key, or in its values, no two values are known to be alike.
  const isFixed = !isVariable && named.every(({ constant }) => constant !== null);
  const { values, isAll } = isFixed
    ? tellValuesApart(all, conditions)
    : { values: all, isAll: true };
  const few = values.slice(0, VALUES_MAX);
  const isListed = conditions.some(({ operator }) => operator.set !== null);
  const isCut = few.length < values.length || (isListed && few.length > PAIRED_MAX);
  return {
    options: [null, ...few, ...(isListed ? listsOf(few) : [])],
    isAll: isAll && !isCut && among?.isAll !== false,
  };
}

function textsOf(texts: string[], conditions: ParsedCondition[]): string[] {
  const raws = conditions.flatMap(({ values }) => values.map(({ raw }) => raw));
  const isWild = conditions.some(({ operator }) => /Like|^Arn/.test(operator.base));
  const overlaps = isWild ? overlapSamples([...new Set(raws)]) : [];
  return [...new Set([...rareFirst(texts), ...overlaps, OTHER])];
}

/** Of more than can be tried, those first that are named once: by one document only. */
function rareFirst(texts: string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  const all = [...counts.keys()];
  const isRare = (text: string) => Number(counts.get(text) === 1);
  return all.length > VALUES_MAX ? all.sort((a, b) => isRare(b) - isRare(a)) : all;
}

/** Two values at a time, and all of them. */
function listsOf(values: string[]): KeyValue[] {
  const few = values.slice(0, PAIRED_MAX);
  const pairs = few.flatMap((a, at) => few.slice(at + 1).map((b) => [a, b]));
  return few.length > 2 ? [...pairs, few] : pairs;
}

const variablesOf = ({ parts }: Template): string[] =>
  parts.flatMap((part) => (part.kind === 'variable' ? [part.name] : []));

/** Values that tell one condition from another that is nearly the same. */
function nearValues({ operator }: ParsedCondition, value: Template): string[] {
  const { base } = operator;
  const text = value.constant?.text ?? value.raw;
  if (base === 'Null') return [];
  if (base === 'Bool') return ['true', 'false'];
  if (base.startsWith('Numeric')) return [text, ...nearNumbers(text)];
  if (base.startsWith('Date')) return [text, ...nearDates(text)];
  if (base.endsWith('IpAddress')) return edgesOfRange(text);
  return [...new Set([text, ...samplesOf(value), swapCase(text)])];
}

const nearNumbers = (text: string): string[] =>
  Number.isFinite(Number(text))
    ? [String(Number(text) - 1), String(Number(text) + 1)]
    : [];

function nearDates(text: string): string[] {
  const isEpoch = /^\d{5,}(?:\.\d+)?$/.test(text.trim());
  const at = isEpoch ? Number(text) * 1000 : Date.parse(text);
  const isSound = Math.abs(at) < 8e15;
  return isSound ? [at - 1000, at + 1000].map((one) => new Date(one).toISOString()) : [];
}

/** The first and the last address of a range, so that a wider one of the same start differs. */
function edgesOfRange(range: string): string[] {
  const [address = '', prefix = ''] = range.trim().split('/');
  const groups = address.split('.').map(Number);
  if (groups.length !== 4) {
    return [address, address.replace(/::$/, ':ffff:ffff:ffff:ffff:ffff:ffff')];
  }
  const free = 32 - Number(prefix || 32);
  const first = groups.reduce((number, group) => number * 256 + group, 0);
  const last = first + 2 ** free - 1;
  const words = [24, 16, 8, 0].map((shift) => Math.floor(last / 2 ** shift) % 256);
  return [address, words.join('.')];
}

const swapCase = (text: string): string =>
  text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase();

/** One choice of a value for each of some keys. */
export type Assignment = Map<string, KeyValue>;

/**
 * Every combination of the values of some keys; when that is more than `most`, each key varied
 * on its own around a few common starting points, and `isAll` is false.
 */
export function assignmentsOf(
  keys: string[],
  values: KeyValues,
  most: number,
): { assignments: Assignment[]; isAll: boolean } {
  const names = [...new Set(keys.map((key) => key.toLowerCase()))].sort();
  const choices = names.map((key): [string, KeyValue[]] => [
    key,
    values.get(key)?.options ?? [null, OTHER],
  ]);
  const total = choices.reduce((count, [, options]) => count * options.length, 1);
  const isFew = total <= most;
  return {
    assignments: isFew ? combined(choices) : varied(choices).slice(0, most),
    isAll: isFew && names.every((key) => values.get(key)?.isAll !== false),
  };
}

const combined = (choices: [string, KeyValue[]][]): Assignment[] =>
  choices.reduce<Assignment[]>(
    (all, [key, options]) =>
      all.flatMap((one) => options.map((value) => new Map(one).set(key, value))),
    [new Map()],
  );

function varied(choices: [string, KeyValue[]][]): Assignment[] {
  const longest = Math.max(...choices.map(([, options]) => options.length));
  return Array.from({ length: longest }, (_, at) => {
    // The second option is the first value named, which most often lets a request through.
    const place = (at + 1) % longest;
    const base: Assignment = new Map(
      choices.map(([key, options]) => [key, options[place % options.length] ?? null]),
    );
    const moves = choices.flatMap(([key, options]) =>
      options.map((value) => new Map(base).set(key, value)),
    );
    return [base, ...moves];
  }).flat();
}

/** An assignment as a question carries it: values, and keys that are not there. */
export function toContext(assignment: Assignment): {
  context: Record<string, ContextValue>;
  absentKeys: string[];
} {
  const entries = [...assignment];
  return {
    context: Object.fromEntries(
      entries.filter((entry): entry is [string, ContextValue] => entry[1] !== null),
    ),
    absentKeys: entries.filter(([, value]) => value === null).map(([key]) => key),
  };
}
