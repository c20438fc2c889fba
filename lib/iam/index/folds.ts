import type { Template } from '../parse/template';
import {
  addAim,
  arnAimedAt,
  type ByAim,
  makeByAim,
  thingsAt,
  type Wanted,
} from './by-aim';
import type { Fold } from './coverage';
import type { Alike } from './policy-class';

/** Those who may cover a role; `isSure` where they do, and nothing of their own denies. */
export type Covering = Alike & { isSure: boolean };

/** All under like limits who cover every role but a few, each class with a few of its own. */
type Others = { all: Covering; parts: Covering[] };

/** Classes put together that fare alike for a role (`Fold`), by the roles that they cover. */
export type Folds = {
  everything: Map<string, Covering>;
  others: Map<string, Others>;
  /** Parts of the others, by the roles that they do not cover. */
  exceptions: ByAim<Covering>;
  /** By what they list. */
  listed: ByAim<Covering>;
  byPatterns: Map<string, Covering>;
};

export const makeFolds = (): Folds => ({
  everything: new Map(),
  others: new Map(),
  exceptions: makeByAim(),
  listed: makeByAim(),
  byPatterns: new Map(),
});

/** Adds some of a class to those who fare alike. */
export function foldIn(folds: Folds, fold: Fold, one: Covering): void {
  const { setting, limits, boundary } = one.policyClass;
  const alike = `${setting} ${limits} ${boundary}`;
  if (fold.covers === 'everything') join(folds.everything, alike, one);
  else if (fold.covers === 'others') joinOthers(folds, alike, one, fold.but);
  else joinListed(folds, alike, one, fold.patterns);
}

function joinOthers(
  { others, exceptions }: Folds,
  alike: string,
  one: Covering,
  but: Template[],
): void {
  const known = others.get(alike);
  if (known) {
    addBatches(known.all, one);
    known.parts.push(one);
  } else others.set(alike, { all: copyOf(one), parts: [one] });
  for (const pattern of but) addAim(exceptions, pattern, one);
}

/**
 * A role has one ARN: for that, classes are one that list it among other ARNs. A role may fit
 * several patterns: classes that have any are one where all that they list is the same.
 */
function joinListed(
  folds: Folds,
  alike: string,
  one: Covering,
  patterns: Template[],
): void {
  const isArns = patterns.every((pattern) => arnAimedAt(pattern) !== null);
  const lists = isArns ? patterns.map((pattern) => [pattern]) : [patterns];
  for (const list of lists) {
    const key = `${alike} ${JSON.stringify(list.map(({ raw }) => raw))}`;
    const first = join(folds.byPatterns, key, one);
    if (first) for (const pattern of list) addAim(folds.listed, pattern, first);
  }
}

const copyOf = (one: Covering): Covering => ({ ...one, batches: [...one.batches] });

function addBatches({ batches }: Covering, one: Covering): void {
  for (const batch of one.batches) batches.push(batch);
}

/** Adds to those of a key; the first is told. */
function join(known: Map<string, Covering>, key: string, one: Covering): Covering | null {
  const found = known.get(key);
  if (found) {
    addBatches(found, one);
    return null;
  }
  const first = copyOf(one);
  known.set(key, first);
  return first;
}

/** Those who surely cover a role, each once. */
export function coveringSurely(folds: Folds, wanted: Wanted): Covering[] {
  const found = [...new Set(thingsAt(folds.listed, wanted))];
  for (const covering of folds.everything.values()) found.push(covering);
  if (folds.others.size === 0) return found;
  const excepted = new Set(thingsAt(folds.exceptions, wanted));
  for (const others of folds.others.values()) {
    for (const covering of without(others, excepted)) found.push(covering);
  }
  return found;
}

function without({ all, parts }: Others, excepted: Set<Covering>): Covering[] {
  const isWhole = excepted.size === 0 || !parts.some((part) => excepted.has(part));
  return isWhole ? [all] : parts.filter((part) => !excepted.has(part));
}
