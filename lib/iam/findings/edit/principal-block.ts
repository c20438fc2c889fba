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
  kinds: Kind | readonly Kind[],
  entries: string[],
): JsonObject | null {
  const block = isObject(statement['Principal']) ? statement['Principal'] : {};
  const kept = Object.entries(block).flatMap(([name, given]) => {
    if (![kinds].flat().some((kind) => kind === name)) return [[name, given]];
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
  kinds: Kind | readonly Kind[],
  entries: string[],
): JsonObject | null =>
  withStatement(place, {
    index: statement.index,
    next: withoutPrincipals(sourceOf(statement), kinds, entries),
  });

/** A change for some principals of a statement. */
type Part = {
  kind: Kind;
  entries: string[];
  change: (source: JsonObject) => JsonObject;
};

/**
 * The document with changes for some principals of a statement only. Each part gets a
 * statement of its own; the first takes the old one's place when nobody else is named there.
 */
export function changeParts(
  place: Place,
  statement: ParsedStatement,
  parts: Part[],
): JsonObject | null {
  const source = sourceOf(statement);
  const rest = parts.reduce<JsonObject | null>(
    (left, { kind, entries }) => left && withoutPrincipals(left, kind, entries),
    source,
  );
  const isWhole = rest === null && parts.length === 1;
  const [first, ...others] = parts.map(({ kind, entries, change }) =>
    change(isWhole ? source : { ...source, Principal: { [kind]: oneOrMany(entries) } }),
  );
  const { index } = statement;
  return rest
    ? withStatement(place, { index, next: rest, added: first ? [first, ...others] : [] })
    : withStatement(place, { index, next: first ?? null, added: others });
}

/** `changeParts` for one part. */
export const changeFor = (
  place: Place,
  statement: ParsedStatement,
  named: Pick<Part, 'kind' | 'entries'>,
  change: Part['change'],
): JsonObject | null => changeParts(place, statement, [{ ...named, change }]);

/** The document with one statement changed for everybody it names. */
export const changeAll = (
  place: Place,
  statement: ParsedStatement,
  change: (source: JsonObject) => JsonObject,
): JsonObject | null =>
  withStatement(place, { index: statement.index, next: change(sourceOf(statement)) });
