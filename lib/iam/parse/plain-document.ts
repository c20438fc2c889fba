import { isPlainStatement } from './plain-statement';
import type { PolicyKind } from './policy';
import { isObject, type JsonObject } from './values';

/** A document of nothing but the version of today and plain statements. */
type PlainDocument = { Version: '2012-10-17'; Statement: JsonObject[] };

/**
 * Whether a document is written as nearly all are: a version, and a list of plain statements.
 * Nothing is wrong with the grammar of such a document; any other has to be checked.
 */
export function isPlainDocument(
  source: unknown,
  kind: PolicyKind,
): source is PlainDocument {
  if (!isObject(source)) return false;
  const { Version, Statement } = source;
  if (Version !== '2012-10-17' || !Array.isArray(Statement)) return false;
  for (const key in source) {
    if (key !== 'Version' && key !== 'Statement') return false;
  }
  for (let at = 0; at < Statement.length; at += 1) {
    if (!isPlainStatement(Statement[at], kind)) return false;
  }
  return true;
}
