import type { PolicyKind } from '../parse/policy';
import { readDocument } from '../parse/read-document';
import { isSpoilt } from '../parse/spoilt-conditions';
import { isObject, type JsonObject } from '../parse/values';
import type { Pool } from './pool';
import { type TakingAction, takingActionsOf } from './taking-actions';

/** A policy document of which only the statements about taking roles are left. */
export type ReducedDocument = {
  Version?: '2012-10-17';
  Statement: JsonObject[];
  /** Reads as malformed, as the document it stands for did: it grants nothing. */
  Damaged?: true;
};

/** A document that is damaged beyond reading. */
export const MALFORMED: ReducedDocument = { Statement: [], Damaged: true };
/** A sound document that says nothing about taking roles. */
export const SILENT: ReducedDocument = { Version: '2012-10-17', Statement: [] };

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
  const { document, problems, statements } = readDocument(source, kind);
  const Statement = reduceStatements(statements);
  const isDamaged = problems.length > 0;
  if (Statement.length === 0) return isDamaged ? MALFORMED : SILENT;
  const reduced = withVersion(Statement, document);
  return documents.intern(isDamaged ? { ...reduced, Damaged: true } : reduced);
}

/** In a version without variables `${` is plain text; elsewhere versions make no difference. */
function withVersion(Statement: JsonObject[], document: unknown): ReducedDocument {
  const isNew = isObject(document) && document['Version'] === '2012-10-17';
  if (!isNew && JSON.stringify(Statement).includes('${')) return { Statement };
  return { Version: '2012-10-17', Statement };
}

function reduceStatements(statements: (JsonObject | null)[]): JsonObject[] {
  const reduced: JsonObject[] = [];
  for (let at = 0; at < statements.length; at += 1) {
    const statement = statements[at];
    if (!statement) continue;
    const Action = takingActionsOf(statement);
    if (Action.length > 0) reduced.push(reduceStatement(statement, Action));
  }
  // One condition that IAM cannot read spoils every grant of a document.
  return reduced.length > 0 && statements.some((one) => isSpoilt(one?.['Condition']))
    ? reduced.filter(({ Effect }) => Effect === 'Deny')
    : reduced;
}

function reduceStatement(
  { Effect, Principal, NotPrincipal, Resource, NotResource, Condition }: JsonObject,
  Action: TakingAction[],
): JsonObject {
  const reduced: JsonObject = { Action, Effect };
  if (Principal !== undefined) reduced['Principal'] = Principal;
  if (NotPrincipal !== undefined) reduced['NotPrincipal'] = NotPrincipal;
  if (Resource !== undefined) reduced['Resource'] = Resource;
  if (NotResource !== undefined) reduced['NotResource'] = NotResource;
  if (Condition !== undefined) reduced['Condition'] = Condition;
  return reduced;
}
