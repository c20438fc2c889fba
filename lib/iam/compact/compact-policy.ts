import { isSameJson } from '../index/same-json';
import { isObject, type JsonObject, toList } from '../parse/values';
import type { PolicyDocument } from '../world';
import { mergeStatements } from './merge-statements';
import { isCovered } from './statement-covers';
import { tidyStatement } from './tidy-statement';

export type IsKept = (statement: JsonObject) => boolean;

/**
 * The same policy in fewer words: what other values or statements cover goes, statements that
 * differ in one list become one, and a list of one becomes the one. What a document allows
 * and denies stays; Sids of statements that were merged into others go. Expects a document
 * that AWS would save; anything else comes back as it is. Pure; never throws, never longer.
 *
 * @param homeId account of a role's trust policy: elsewhere, an account covers its principals
 * @param isKept statements that somebody looks for again: these stay as they are, at the end
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function compactPolicy(
  document: PolicyDocument,
  homeId: string | null = null,
  isKept: IsKept = () => false,
): PolicyDocument {
  if (!isObject(document)) return document;
  const given = toList(document['Statement'] ?? []);
  const statements = given.filter(isObject);
  if (given.length === 0 || statements.length !== given.length) return document;
  const free = statements.filter((one) => !isKept(one));
  const compact = [...settled(free, homeId), ...statements.filter(isKept)];
  return { ...document, Statement: compact.length === 1 ? compact[0] : compact };
}

/** Each round takes something out, so it ends. */
function settled(given: JsonObject[], homeId: string | null): JsonObject[] {
  const tidy = given.map((one) => tidyStatement(one, homeId));
  const needed = tidy.filter((one, at) => !isCoveredByOthers(tidy, one, at));
  const merged = mergeStatements(needed);
  return isSameJson(merged, given) ? merged : settled(merged, homeId);
}

/** Of two that cover each other the first stays. */
const isCoveredByOthers = (all: JsonObject[], one: JsonObject, at: number): boolean =>
  all.some(
    (other, place) =>
      place !== at && isCovered(one, other) && (!isCovered(other, one) || place < at),
  );
