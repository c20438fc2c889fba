import { parseOperator } from '../conditions/operator';
import type { PolicyKind } from '../parse/policy';
import { readDocument } from '../parse/read-document';
import { isObject, type JsonObject, toStrings } from '../parse/values';
import type { Pool } from './pool';
import { takingActionsOf } from './taking-actions';

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
  const { document, problems, statements } = readDocument(source, kind);
  const Statement = reduceStatements(statements);
  const isDamaged = problems.length > 0;
  if (Statement.length === 0) return isDamaged ? MALFORMED : SILENT;
  // In a version without variables `${` is plain text; elsewhere versions make no difference.
  const isNew = isObject(document) && document['Version'] === '2012-10-17';
  const isOld = !isNew && JSON.stringify(Statement).includes('${');
  return documents.intern({
    ...(!isOld && { Version: '2012-10-17' }),
    Statement,
    ...(isDamaged && { Damaged: true }),
  });
}

/** Text that is equal for documents that say the same. */
export function documentKey({ Version, Statement, Damaged }: ReducedDocument): string {
  const text = JSON.stringify(Statement);
  return Version && !Damaged ? text : `${Version} ${Damaged} ${text}`;
}

/** One operator that IAM does not have spoils every grant of a document. */
function hasUnknownOperator({ source: { Condition } }: { source: JsonObject }): boolean {
  return (
    isObject(Condition) &&
    Object.keys(Condition).some((operator) => parseOperator(operator) === null)
  );
}

function reduceStatements(statements: { source: JsonObject }[]): JsonObject[] {
  const isSpoilt = statements.some(hasUnknownOperator);
  const reduced: JsonObject[] = [];
  for (const { source } of statements) {
    const counts = !isSpoilt || source['Effect'] === 'Deny';
    const statement = counts ? reduceStatement(source) : null;
    if (statement) reduced.push(statement);
  }
  return reduced;
}

/** Null for a statement that is about no taking action. */
function reduceStatement(statement: JsonObject): JsonObject | null {
  const isNegated = statement['NotAction'] !== undefined;
  const patterns = toStrings(statement['NotAction'] ?? statement['Action']) ?? [];
  const Action = takingActionsOf(patterns, isNegated);
  if (Action.length === 0) return null;
  const reduced: JsonObject = { Action };
  for (const key of KEPT) {
    if (statement[key] !== undefined) reduced[key] = statement[key];
  }
  return reduced;
}
