import { checkGrammar } from '../parse/check-grammar';
import { decodeDocument } from '../parse/decode-document';
import type { PolicyKind } from '../parse/policy';
import { isObject, type JsonObject, toList, toStrings } from '../parse/values';
import type { Pool } from './pool';
import { takingActionsOf } from './taking-actions';

/** A policy document of which only the statements about taking roles are left. */
export type ReducedDocument = {
  Version?: '2012-10-17';
  Statement?: JsonObject[];
};

/** Reads as malformed, as the document it stands for did: it grants nothing. */
export const MALFORMED: ReducedDocument = {};
/** A sound document that says nothing about taking roles. */
export const SILENT: ReducedDocument = { Version: '2012-10-17', Statement: [] };

const KEPT = [
  'Effect',
  'Principal',
  'NotPrincipal',
  'Resource',
  'NotResource',
  'Condition',
] as const;

/**
 * Leaves out of a document what cannot bear on taking a role: statements about other actions,
 * Sids and the spelling of actions. Every question about taking a role has the same answer
 * with the reduced document as with the whole one. Equal results are one object.
 */
export function reduceDocument(
  source: unknown,
  kind: PolicyKind,
  documents: Pool<ReducedDocument>,
): ReducedDocument {
  const decoded = decodeDocument(source);
  if (!decoded.ok || !isObject(decoded.document)) return MALFORMED;
  const { document } = decoded;
  if (checkGrammar(document, kind).length > 0) return MALFORMED;
  const Statement = toList(document['Statement'])
    .filter(isObject)
    .flatMap(reduceStatement);
  if (Statement.length === 0) return SILENT;
  const text = JSON.stringify(Statement);
  // In a version without variables `${` is plain text; elsewhere versions make no difference.
  const isOld = document['Version'] !== '2012-10-17' && text.includes('${');
  return documents.at(isOld ? `old ${text}` : text, () =>
    isOld ? { Statement } : { Version: '2012-10-17', Statement },
  );
}

function reduceStatement(statement: JsonObject): JsonObject[] {
  const isNegated = statement['NotAction'] !== undefined;
  const patterns = toStrings(statement['NotAction'] ?? statement['Action']) ?? [];
  const Action = takingActionsOf(patterns, isNegated);
  if (Action.length === 0) return [];
  const reduced: JsonObject = { Action };
  for (const key of KEPT) {
    if (statement[key] !== undefined) reduced[key] = statement[key];
  }
  return [reduced];
}
