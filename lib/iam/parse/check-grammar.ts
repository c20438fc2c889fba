import { parseOperator } from '../conditions/operator';
import type { DocumentProblem, PolicyKind } from './policy';
import { isObject, type JsonObject, toList, toScalars, toStrings } from './values';

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
const PRINCIPAL_KEYS = new Set(['AWS', 'Service', 'Federated', 'CanonicalUser']);
const NEEDS_PRINCIPAL = new Set<PolicyKind>(['trust', 'bucket', 'key', 'rcp']);
/** AWS reads a key policy without Resource as about its own key. */
const RESOURCE_IS_OPTIONAL = new Set<PolicyKind>(['key']);

/** A service and an action, or all of them; which services there are is not looked at. */
const ACTION = /^(?:\*|[\w*?-]+:[\w*?-]+)$/;
/** A short ARN is whole only when its end is open: `arn:aws:s3:*`. */
const RESOURCE = /^(?:\*|arn:(?:[^:]*:){4}.*|arn:.*\*)$/s;
/** A service or an issuer, and what it tells; a tag's name, which may end it, can have spaces. */
const CONDITION_KEY = /^[^:\s]+:\S/;

type Complain = (code: string, message: string, element: string | null) => void;

/**
 * What is wrong with the shape of a policy document, so that AWS would not save it.
 * An operator IAM does not have is not listed here: `unknownOperators` finds those.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkGrammar(document: unknown, kind: PolicyKind): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const complainAt =
    (statementIndex: number | null): Complain =>
    (code, message, element) =>
      problems.push({ code, message, statementIndex, element });
  if (!isObject(document)) {
    const message = 'Write the policy as one JSON object with a Statement.';
    complainAt(null)('not-an-object', message, null);
    return problems;
  }
  checkDocument(document, complainAt(null));
  statementsOf(document).forEach((statement, index) => {
    const complain = complainAt(index);
    if (isObject(statement)) checkStatement(statement, kind, complain);
    else {
      const message = 'Write each statement as a JSON object.';
      complain('statement-not-an-object', message, 'Statement');
    }
  });
  return problems;
}

const statementsOf = (document: JsonObject): unknown[] =>
  document['Statement'] === undefined ? [] : toList(document['Statement']);

function checkDocument(document: JsonObject, complain: Complain): void {
  for (const key of Object.keys(document)) {
    if (!DOCUMENT_KEYS.has(key)) complain('unknown-element', `Remove "${key}".`, key);
  }
  const { Version: version, Id: id } = document;
  if (version !== undefined && !(typeof version === 'string' && VERSIONS.has(version))) {
    complain('unknown-version', 'Set Version to "2012-10-17".', 'Version');
  }
  if (id !== undefined && typeof id !== 'string') {
    complain('invalid-id', 'Write Id as text.', 'Id');
  }
  if (document['Statement'] === undefined) {
    complain('missing-statement', 'Add a Statement.', 'Statement');
  }
}

function checkStatement(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  for (const key of Object.keys(statement)) {
    if (!STATEMENT_KEYS.has(key)) complain('unknown-element', `Remove "${key}".`, key);
  }
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') {
    complain('invalid-effect', 'Set Effect to exactly "Allow" or "Deny".', 'Effect');
  }
  const sid = statement['Sid'];
  if (sid !== undefined && typeof sid !== 'string') {
    complain('invalid-sid', 'Write Sid as text.', 'Sid');
  }
  checkActions(statement, complain);
  checkResources(statement, kind, complain);
  checkPrincipals(statement, kind, complain);
  checkConditions(statement['Condition'], complain);
}

function checkActions(statement: JsonObject, complain: Complain): void {
  const { element, given } = oneOf(statement, 'Action', 'NotAction', complain);
  const actions = toStrings(given);
  if (given === undefined) {
    complain('missing-action', 'Add an Action or a NotAction.', element);
  } else if (!actions) {
    complain('invalid-action', 'Write actions as text.', element);
  } else if (actions.length === 0) {
    complain('missing-action', 'Name at least one action.', element);
  }
  for (const action of actions?.filter((text) => !ACTION.test(text)) ?? []) {
    complain('invalid-action', `Write "${action}" as service:action.`, element);
  }
}

function checkResources(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  const { element, given } = oneOf(statement, 'Resource', 'NotResource', complain);
  if (given === undefined) {
    if (kind !== 'trust' && !RESOURCE_IS_OPTIONAL.has(kind)) {
      complain('missing-resource', 'Add a Resource or a NotResource.', element);
    }
  } else if (kind === 'trust') {
    const message = 'Remove Resource: a trust policy is about its own role.';
    complain('prohibited-resource', message, element);
  } else checkResourceTexts(toStrings(given), element, complain);
}

function checkResourceTexts(
  resources: string[] | null,
  element: string,
  complain: Complain,
): void {
  if (!resources) complain('invalid-resource', 'Write resources as text.', element);
  if (resources?.length === 0) {
    complain('missing-resource', 'Name at least one resource.', element);
  }
  for (const resource of resources?.filter((text) => !RESOURCE.test(text)) ?? []) {
    complain('invalid-resource', `Write "${resource}" as an ARN or as "*".`, element);
  }
}

function checkPrincipals(
  statement: JsonObject,
  kind: PolicyKind,
  complain: Complain,
): void {
  const { element, given } = oneOf(statement, 'Principal', 'NotPrincipal', complain);
  if (!NEEDS_PRINCIPAL.has(kind)) {
    if (given === undefined) return;
    const message = 'Remove Principal: only resource policies name one.';
    complain('prohibited-principal', message, element);
    return;
  }
  if (given === undefined) complain('missing-principal', 'Add a Principal.', element);
  else checkPrincipalShape(given, element, complain);
  if (kind === 'trust' && statement['NotPrincipal'] !== undefined) {
    complain(
      'prohibited-not-principal',
      'Name the principals: NotPrincipal is not allowed in a trust policy.',
      'NotPrincipal',
    );
  }
}

function checkPrincipalShape(given: unknown, element: string, complain: Complain): void {
  if (given === '*') return;
  const lists = isObject(given) ? Object.values(given).map(toStrings) : [null];
  const isKnown =
    isObject(given) && Object.keys(given).every((k) => PRINCIPAL_KEYS.has(k));
  if (!isKnown || lists.some((list) => list === null || list.includes(''))) {
    complain(
      'invalid-principal',
      `Write ${element} as "*" or an object with AWS, Service or Federated.`,
      element,
    );
  } else if (lists.length === 0 || lists.some((list) => list?.length === 0)) {
    complain('missing-principal', 'Name at least one principal.', element);
  }
}

/** The one of two elements that is there (null is, and is wrong); complains when both are. */
function oneOf(
  statement: JsonObject,
  name: string,
  negated: string,
  complain: Complain,
): { element: string; given: unknown } {
  const plain = statement[name];
  const not = statement[negated];
  if (plain !== undefined && not !== undefined) {
    complain('exclusive-elements', `Keep ${name} or ${negated}, not both.`, negated);
  }
  return plain === undefined && not !== undefined
    ? { element: negated, given: not }
    : { element: name, given: plain };
}

function checkConditions(value: unknown, complain: Complain): void {
  if (value === undefined) return;
  const blocks = isObject(value) ? Object.values(value) : null;
  const isSound = blocks?.every(
    (block) => isObject(block) && Object.values(block).every((entry) => toScalars(entry)),
  );
  if (!isSound) {
    const message = 'Write Condition as operator, key and values.';
    complain('invalid-condition', message, 'Condition');
    return;
  }
  const keys = blocks?.flatMap((block) => Object.keys(Object(block))) ?? [];
  for (const key of keys.filter((text) => !CONDITION_KEY.test(text))) {
    const message = `Write the condition key "${key}" as service:key.`;
    complain('invalid-condition-key', message, 'Condition');
  }
}

/** Operators of a document that IAM does not have, with the statement they stand in. */
export function unknownOperators(
  document: unknown,
): { operator: string; statementIndex: number }[] {
  const statements = isObject(document) ? statementsOf(document) : [];
  return statements.flatMap((statement, statementIndex) => {
    const condition = isObject(statement) ? statement['Condition'] : null;
    const operators = isObject(condition) ? Object.keys(condition) : [];
    return operators
      .filter((operator) => parseOperator(operator) === null)
      .map((operator) => ({ operator, statementIndex }));
  });
}
