import type { DocumentKind } from '@/lib/iam/validate/document-kind';
import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { TEXT_RULES } from '@/lib/iam/validate/text-rules';
import { validatePolicyDocument } from '@/lib/iam/validate/validate-policy-document';
import { limitExceeded, malformedPolicy } from '../wire/aws-error';

/** One statement after its shape was checked. */
export type Statement = Record<string, unknown> & { Effect: 'Allow' | 'Deny' };

const VERSIONS = new Set(['2012-10-17', '2008-10-17']);
const DOCUMENT_MEMBERS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_MEMBERS = new Set([
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
const ACTION = /^(\*|[\w-]+:[\w*?-]+)$/;

const syntax = () => malformedPolicy('Syntax errors in policy.');
const withoutVendor = () =>
  malformedPolicy(
    'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.',
  );

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

function isTextList(value: unknown): boolean {
  const list = listOf(value);
  return list.length > 0 && list.every((item) => typeof item === 'string');
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformedPolicy('This policy contains invalid Json');
  }
  if (!isObject(value)) throw syntax();
  return value;
}

function isCondition(value: unknown): boolean {
  if (value === undefined) return true;
  return isObject(value) && Object.values(value).every(isObject);
}

const hasOneOf = (statement: Record<string, unknown>, a: string, b: string): boolean =>
  (statement[a] === undefined) !== (statement[b] === undefined);

function checkActions(statement: Record<string, unknown>): void {
  if (!hasOneOf(statement, 'Action', 'NotAction'))
    throw malformedPolicy('Policy statement must contain actions.');
  const actions = statement['Action'] ?? statement['NotAction'];
  if (!isTextList(actions)) throw syntax();
  if (!listOf(actions).every((action) => ACTION.test(String(action))))
    throw withoutVendor();
}

function checkStatement(statement: unknown): Statement {
  if (!isObject(statement)) throw syntax();
  if (!Object.keys(statement).every((member) => STATEMENT_MEMBERS.has(member)))
    throw syntax();
  const { Effect, Sid, Condition } = statement;
  if (Effect !== 'Allow' && Effect !== 'Deny') throw syntax();
  if (Sid !== undefined && typeof Sid !== 'string') throw syntax();
  if (!isCondition(Condition)) throw syntax();
  checkActions(statement);
  return { ...statement, Effect };
}

/** Statements of a document with a sound grammar; MalformedPolicyDocument otherwise. */
export function parseStatements(text: string): Statement[] {
  const document = parseObject(text);
  if (!TEXT_RULES.PolicyDocument.pattern.test(text)) throw syntax();
  if (!Object.keys(document).every((member) => DOCUMENT_MEMBERS.has(member)))
    throw syntax();
  const { Version, Statement } = document;
  if (Version !== undefined && !VERSIONS.has(String(Version))) throw syntax();
  const statements = listOf(Statement).map(checkStatement);
  if (statements.length === 0) throw syntax();
  const sids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  if (new Set(sids).size < sids.length)
    throw malformedPolicy('Statement IDs (SID) in a single policy must be unique.');
  return statements;
}

/** Sizes have errors of their own, and principals are looked up in the world. */
const LOOKED_AT_ELSEWHERE = new Set([
  'too-long',
  'invalid-principal',
  'invalid-principal-wildcard',
  'group-as-principal',
]);

/** Refuses what the checks above have no words of their own for, in AWS's general ones. */
export function checkRest(text: string, kind: DocumentKind): void {
  const [first] = validatePolicyDocument(text, kind).filter(
    ({ code }) => !LOOKED_AT_ELSEWHERE.has(code),
  );
  if (first?.code === 'invalid-condition-key') throw withoutVendor();
  if (first) throw syntax();
}

function checkResources(statement: Statement): void {
  if (!hasOneOf(statement, 'Resource', 'NotResource'))
    throw malformedPolicy('Policy statement must contain resources.');
  const resources = statement['Resource'] ?? statement['NotResource'];
  if (!isTextList(resources)) throw syntax();
  for (const resource of listOf(resources).map(String))
    if (resource !== '*' && !/^arn:/.test(resource) && !/^[*?]/.test(resource))
      throw malformedPolicy(`Resource ${resource} must be in ARN format or "*".`);
}

/** Checks a policy that will hang on a user, group or role, or be a managed one. */
export function checkIdentityPolicy(text: string): string {
  for (const statement of parseStatements(text)) {
    if (statement['Principal'] !== undefined || statement['NotPrincipal'] !== undefined)
      throw malformedPolicy('Policy document should not specify a principal.');
    checkResources(statement);
  }
  checkRest(text, 'identity');
  return text;
}

/** The same for an STS session policy, in STS's own limit of characters. */
export function checkSessionPolicy(text: string): string {
  checkIdentityPolicy(text);
  if (text.length > NUMBER_RULES.SessionPolicyLength.max)
    throw limitExceeded('The session policy is too large.');
  return text;
}
