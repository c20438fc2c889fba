import { parseOperator } from '../conditions/operator';
import { isSameJson } from '../index/same-json';
import { areScalars, isObject, type JsonObject, toList } from '../parse/values';

/** Statements that differ in one list as one, until none do. The first one's Sid stays. */
export function mergeStatements(statements: JsonObject[]): JsonObject[] {
  const kept: JsonObject[] = [];
  for (const statement of statements) {
    if (!mergesInto(kept, statement)) kept.push(statement);
  }
  return kept;
}

function mergesInto(kept: JsonObject[], statement: JsonObject): boolean {
  for (const [at, one] of kept.entries()) {
    const merged = mergedOf(one, statement);
    if (!merged) continue;
    kept[at] = merged;
    return true;
  }
  return false;
}

const LISTS = ['Action', 'Resource', 'Principal', 'Condition'] as const;

function mergedOf(first: JsonObject, second: JsonObject): JsonObject | null {
  for (const name of LISTS) {
    if (!isSameBut(first, second, [name, 'Sid'])) continue;
    const union = unionOf(name, first[name], second[name]);
    if (union !== null) return { ...first, [name]: union };
  }
  return null;
}

function isSameBut(first: JsonObject, second: JsonObject, names: string[]): boolean {
  const bare = (one: JsonObject) =>
    Object.fromEntries(Object.entries(one).filter(([name]) => !names.includes(name)));
  return isSameJson(bare(first), bare(second));
}

function unionOf(name: (typeof LISTS)[number], first: unknown, second: unknown): unknown {
  if (name === 'Principal') return unionOfPrincipals(first, second);
  if (name === 'Condition') return unionOfConditions(first, second);
  return unionOfLists(first, second);
}

const unionOfLists = (first: unknown, second: unknown): unknown[] | null =>
  areScalars(first) && areScalars(second)
    ? [...new Set([...toList(first), ...toList(second)])]
    : null;

function unionOfPrincipals(first: unknown, second: unknown): JsonObject | null {
  if (!isObject(first) || !isObject(second)) return null;
  const union: JsonObject = { ...first };
  for (const [kind, names] of Object.entries(second)) {
    const all = kind in union ? unionOfLists(union[kind], names) : names;
    if (all === null) return null;
    union[kind] = all;
  }
  return union;
}

/** Two tests that differ in the values of one key, any of which is enough. */
function unionOfConditions(first: unknown, second: unknown): JsonObject | null {
  if (!isObject(first) || !isObject(second)) return null;
  const operator = onlyDifference(first, second);
  if (operator === null || !isAnyEnough(operator)) return null;
  const [one, other] = [first[operator], second[operator]];
  if (!isObject(one) || !isObject(other)) return null;
  const key = onlyDifference(one, other);
  const values = key === null ? null : unionOfLists(one[key], other[key]);
  return key === null || values === null
    ? null
    : { ...first, [operator]: { ...one, [key]: values } };
}

/** The one key whose values differ; null when others do, or when one side lacks it. */
function onlyDifference(first: JsonObject, second: JsonObject): string | null {
  const keys = Object.keys(first);
  const isAlike =
    keys.length === Object.keys(second).length && keys.every((key) => key in second);
  const different = keys.filter((key) => !isSameJson(first[key], second[key]));
  return isAlike && different.length === 1 ? (different[0] ?? null) : null;
}

/** Negated tests want none of their values, `ForAllValues` looks at them together. */
function isAnyEnough(name: string): boolean {
  const operator = parseOperator(name);
  return (
    operator !== null &&
    operator.compare !== null &&
    !operator.isNegated &&
    operator.set !== 'all'
  );
}
