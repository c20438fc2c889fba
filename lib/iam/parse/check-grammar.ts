import { parseOperator } from '../conditions/operator';
import type { DocumentProblem, PolicyKind } from './policy';
import { isObject, type JsonObject, toList, toScalars, toStrings } from './values';

const VERSIONS = new Set<unknown>(['2012-10-17', '2008-10-17']);
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
const PRINCIPAL_KEYS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
const NEEDS_PRINCIPAL = new Set<PolicyKind>(['trust', 'bucket', 'key', 'rcp']);
/** AWS reads a key policy without Resource as about its own key. */
const RESOURCE_IS_OPTIONAL = new Set<PolicyKind>(['key']);

type Complain = (code: string, message: string) => void;

/**
 * What is wrong with the shape of a policy document, so that AWS would not save it.
 * An operator IAM does not have is not listed here: `unknownOperators` finds those.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkGrammar(document: unknown, kind: PolicyKind): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const complain = (code: string, message: string) =>
    problems.push({ code, message, statementIndex: null });
  if (!isObject(document)) {
    complain('not-an-object', 'Write the policy as one JSON object with a Statement.');
    return problems;
  }
  checkDocument(document, complain);
  toList(document['Statement'] ?? []).forEach((statement, statementIndex) => {
    const complainHere = (code: string, message: string) =>
      problems.push({ code, message, statementIndex });
    if (isObject(statement)) checkStatement(statement, kind, complainHere);
    else
      complainHere('statement-not-an-object', 'Write each statement as a JSON object.');
  });
  return problems;
}

function checkDocument(document: JsonObject, complain: Complain): void {
  for (const key of Object.keys(document)) {
    if (!DOCUMENT_KEYS.has(key)) complain('unknown-element', `Remove "${key}".`);
  }
  const version = document['Version'];
  if (version !== undefined && !VERSIONS.has(version)) {
    complain('unknown-version', 'Set Version to "2012-10-17".');
  }
  if (document['Statement'] === undefined) {
    complain('missing-statement', 'Add a Statement.');
  }
}

function checkStatement(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  for (const key of Object.keys(statement)) {
    if (!STATEMENT_KEYS.has(key)) complain('unknown-element', `Remove "${key}".`);
  }
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') {
    complain('invalid-effect', 'Set Effect to exactly "Allow" or "Deny".');
  }
  const sid = statement['Sid'];
  if (sid !== undefined && typeof sid !== 'string') {
    complain('invalid-sid', 'Write Sid as text.');
  }
  checkActions(statement, complain);
  checkResources(statement, kind, complain);
  checkPrincipals(statement, kind, complain);
  checkConditions(statement['Condition'], complain);
}

function checkActions(statement: JsonObject, complain: Complain): void {
  const given = oneOf(statement, 'Action', 'NotAction', complain);
  if (given === undefined) complain('missing-action', 'Add an Action or a NotAction.');
  else if (!toStrings(given)) complain('invalid-action', 'Write actions as text.');
}

function checkResources(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  const given = oneOf(statement, 'Resource', 'NotResource', complain);
  if (kind === 'trust') {
    if (given !== undefined) {
      complain(
        'prohibited-resource',
        'Remove Resource: a trust policy is about its own role.',
      );
    }
    return;
  }
  if (given === undefined && !RESOURCE_IS_OPTIONAL.has(kind)) {
    complain('missing-resource', 'Add a Resource or a NotResource.');
  }
  if (given !== undefined && !toStrings(given)) {
    complain('invalid-resource', 'Write resources as text.');
  }
}

function checkPrincipals(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  const given = oneOf(statement, 'Principal', 'NotPrincipal', complain);
  if (!NEEDS_PRINCIPAL.has(kind)) {
    if (given !== undefined) {
      complain(
        'prohibited-principal',
        'Remove Principal: only resource policies name one.',
      );
    }
    return;
  }
  if (given === undefined) complain('missing-principal', 'Add a Principal.');
  else if (!isPrincipal(given)) {
    complain(
      'invalid-principal',
      'Write Principal as "*" or an object with AWS, Service or Federated.',
    );
  }
  if (kind === 'trust' && statement['NotPrincipal'] !== undefined) {
    complain(
      'prohibited-not-principal',
      'Name the principals: NotPrincipal is not allowed in a trust policy.',
    );
  }
}

function isPrincipal(value: unknown): boolean {
  if (!isObject(value)) return value === '*';
  return Object.entries(value).every(
    ([key, entry]) => PRINCIPAL_KEYS.has(key) && toStrings(entry) !== null,
  );
}

function oneOf(
  statement: JsonObject,
  name: string,
  negated: string,
  complain: Complain,
): unknown {
  const [plain, not] = [statement[name], statement[negated]];
  if (plain !== undefined && not !== undefined) {
    complain('exclusive-elements', `Keep ${name} or ${negated}, not both.`);
  }
  return plain ?? not;
}

function checkConditions(value: unknown, complain: Complain): void {
  if (value === undefined) return;
  const blocks = isObject(value) ? Object.values(value) : null;
  const isSound = blocks?.every(
    (block) => isObject(block) && Object.values(block).every((entry) => toScalars(entry)),
  );
  if (!isSound) {
    complain('invalid-condition', 'Write Condition as operator, key and values.');
  }
}

/** Operators of a document that IAM does not have, with the statement they stand in. */
export function unknownOperators(
  document: unknown,
): { operator: string; statementIndex: number }[] {
  const statements = isObject(document) ? toList(document['Statement'] ?? []) : [];
  return statements.flatMap((statement, statementIndex) => {
    const condition = isObject(statement) ? statement['Condition'] : null;
    const operators = isObject(condition) ? Object.keys(condition) : [];
    return operators
      .filter((operator) => parseOperator(operator) === null)
      .map((operator) => ({ operator, statementIndex }));
  });
}
