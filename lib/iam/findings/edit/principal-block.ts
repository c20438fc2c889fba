import type { ParsedStatement } from '../../parse/policy';
import { isObject, type JsonObject, toStrings } from '../../parse/values';
import type { Place } from '../rule';
import { withStatement } from './statements';

type Kind = 'AWS' | 'Service' | 'Federated';

export const sourceOf = ({ source }: ParsedStatement): JsonObject =>
  isObject(source) ? source : {};

/** The statement without some of its principals; null when it names nobody then. */
function withoutPrincipals(
  statement: JsonObject,
  kind: Kind,
  entries: string[],
): JsonObject | null {
  const block = isObject(statement['Principal']) ? statement['Principal'] : {};
  const kept = Object.entries(block).flatMap(([name, given]) => {
    if (name !== kind) return [[name, given]];
    const left = (toStrings(given) ?? []).filter((entry) => !entries.includes(entry));
    return left.length > 0 ? [[name, oneOrMany(left)]] : [];
  });
  const isNobody = kept.every(([, given]) => Array.isArray(given) && given.length === 0);
  return isNobody ? null : { ...statement, Principal: Object.fromEntries(kept) };
}

const oneOrMany = (values: string[]): string | string[] =>
  values.length === 1 ? (values[0] ?? '') : values;

/** The document without some principals of one statement. */
export const dropPrincipals = (
  place: Place,
  statement: ParsedStatement,
  kind: Kind,
  entries: string[],
): JsonObject | null =>
  withStatement(place, {
    index: statement.index,
    next: withoutPrincipals(sourceOf(statement), kind, entries),
  });

/**
 * The document with a change for some principals of a statement only: they get a statement of
 * their own when it names others too.
 */
export function changeFor(
  place: Place,
  statement: ParsedStatement,
  { kind, entries }: { kind: Kind; entries: string[] },
  change: (source: JsonObject) => JsonObject,
): JsonObject | null {
  const source = sourceOf(statement);
  const { index } = statement;
  const rest = withoutPrincipals(source, kind, entries);
  if (!rest) return withStatement(place, { index, next: change(source) });
  const own = { ...source, Principal: { [kind]: oneOrMany(entries) } };
  return withStatement(place, { index, next: rest, added: change(own) });
}

/** The document with one statement changed for everybody it names. */
export const changeAll = (
  place: Place,
  statement: ParsedStatement,
  change: (source: JsonObject) => JsonObject,
): JsonObject | null =>
  withStatement(place, { index: statement.index, next: change(sourceOf(statement)) });
