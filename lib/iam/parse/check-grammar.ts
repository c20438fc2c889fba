import { complain, type GrammarCheck } from './grammar-check';
import {
  checkActions,
  checkConditions,
  checkPrincipals,
  checkResources,
} from './grammar-elements';
import { isPlainStatement } from './plain-statement';
import type { DocumentProblem, PolicyKind } from './policy';
import { isObject, type JsonObject, toList } from './values';

const VERSIONS = new Set(['2012-10-17', '2008-10-17']);
const DOCUMENT_KEYS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_KEYS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/**
 * What is wrong with the shape of a policy document, so that AWS would not save it.
 * Conditions that IAM cannot read are not listed here: `spoiltConditions` finds those.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkGrammar(document: unknown, kind: PolicyKind): DocumentProblem[] {
  const check: GrammarCheck = { kind, statementIndex: null, problems: [] };
  if (!isObject(document)) {
    const message = 'Write the policy as one JSON object with a Statement.';
    complain(check, 'not-an-object', message, null);
    return check.problems;
  }
  checkDocument(document, check);
  const statements = statementsOf(document);
  for (let index = 0; index < statements.length; index += 1) {
    const statement = statements[index];
    if (isPlainStatement(statement, kind)) continue;
    check.statementIndex = index;
    checkStatement(statement, check);
  }
  return check.problems;
}

const statementsOf = (document: JsonObject): unknown[] =>
  document['Statement'] === undefined ? [] : toList(document['Statement']);

function checkDocument(document: JsonObject, check: GrammarCheck): void {
  checkElements(document, DOCUMENT_KEYS, check);
  const { Version: version, Id: id } = document;
  if (version !== undefined && !(typeof version === 'string' && VERSIONS.has(version))) {
    complain(check, 'unknown-version', 'Set Version to "2012-10-17".', 'Version');
  }
  if (id !== undefined && typeof id !== 'string') {
    complain(check, 'invalid-id', 'Write Id as text.', 'Id');
  }
  if (document['Statement'] === undefined) {
    complain(check, 'missing-statement', 'Add a Statement.', 'Statement');
  }
}

function checkElements(
  object: JsonObject,
  known: Set<string>,
  check: GrammarCheck,
): void {
  for (const key in object) {
    if (!known.has(key)) complain(check, 'unknown-element', `Remove "${key}".`, key);
  }
}

function checkStatement(statement: unknown, check: GrammarCheck): void {
  if (!isObject(statement)) {
    const message = 'Write each statement as a JSON object.';
    complain(check, 'statement-not-an-object', message, 'Statement');
    return;
  }
  checkElements(statement, STATEMENT_KEYS, check);
  const { Effect: effect, Sid: sid, Condition: condition } = statement;
  if (effect !== 'Allow' && effect !== 'Deny') {
    const message = 'Set Effect to exactly "Allow" or "Deny".';
    complain(check, 'invalid-effect', message, 'Effect');
  }
  if (sid !== undefined && typeof sid !== 'string') {
    complain(check, 'invalid-sid', 'Write Sid as text.', 'Sid');
  }
  checkActions(statement, check);
  checkResources(statement, check);
  checkPrincipals(statement, check);
  if (condition !== undefined) checkConditions(condition, check);
}
