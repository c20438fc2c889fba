import type { ParsedCondition } from '../conditions/condition';
import { parseOperator } from '../conditions/operator';
import { checkGrammar } from './check-grammar';
import { decodeDocument } from './decode-document';
import { wildcardGlob } from './glob';
import type {
  ActionBlock,
  ParsedPolicy,
  ParsedStatement,
  PolicyKind,
  PrincipalBlock,
  ResourceBlock,
} from './policy';
import { parseTemplate } from './template';
import { isObject, type JsonObject, toList, toScalars, toStrings } from './values';

/** Variables act in the last part of an ARN only. */
const VARIABLES_LAST = /^(?:[^:$]*:){5}/;

/**
 * Parses a policy document. A malformed one has no statements and says why; nothing throws.
 * Variables act in version 2012-10-17 only.
 */
export function parsePolicy(source: unknown, kind: PolicyKind): ParsedPolicy {
  const decoded = decodeDocument(source);
  if (!decoded.ok) {
    const problem = {
      code: 'invalid-json',
      message: decoded.problem,
      statementIndex: null,
      element: null,
    };
    return { document: source, problems: [problem], statements: [] };
  }
  const { document } = decoded;
  const problems = checkGrammar(document, kind);
  if (problems.length > 0 || !isObject(document)) {
    return { document, problems, statements: [] };
  }
  const hasVariables = document['Version'] === '2012-10-17';
  const statements = toList(document['Statement'])
    .filter(isObject)
    .map((statement, index) => parseStatement(statement, index, hasVariables));
  return { document, problems, statements };
}

function parseStatement(
  source: JsonObject,
  index: number,
  hasVariables: boolean,
): ParsedStatement {
  const conditions = parseConditions(source['Condition'], hasVariables);
  return {
    index,
    sid: typeof source['Sid'] === 'string' ? source['Sid'] : null,
    effect: source['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    principal: parsePrincipals(source),
    action: parseActions(source),
    resource: parseResources(source, hasVariables),
    conditions: conditions ?? [],
    isUsable: conditions !== null,
    source,
  };
}

function parsePrincipals(source: JsonObject): PrincipalBlock | null {
  const isNegated = source['NotPrincipal'] !== undefined;
  const value = isNegated ? source['NotPrincipal'] : source['Principal'];
  if (value === undefined) return null;
  const block = isObject(value) ? value : {};
  const aws = toStrings(block['AWS'] ?? []) ?? [];
  return {
    isNegated,
    isEveryone: value === '*' || aws.includes('*'),
    aws,
    services: toStrings(block['Service'] ?? []) ?? [],
    federated: toStrings(block['Federated'] ?? []) ?? [],
  };
}

function parseActions(source: JsonObject): ActionBlock {
  const isNegated = source['NotAction'] !== undefined;
  const names = toStrings(source['NotAction'] ?? source['Action']) ?? [];
  const patterns = names.map((name) => {
    const text = name.toLowerCase();
    return { text, glob: wildcardGlob(text) };
  });
  return { isNegated, patterns };
}

function parseResources(source: JsonObject, hasVariables: boolean): ResourceBlock | null {
  const value = source['NotResource'] ?? source['Resource'];
  if (value === undefined) return null;
  return {
    isNegated: source['NotResource'] !== undefined,
    patterns: (toStrings(value) ?? []).map((text) =>
      parseTemplate(text, hasVariables && VARIABLES_LAST.test(text)),
    ),
  };
}

/** Null when an operator is none of IAM's. */
function parseConditions(
  value: unknown,
  hasVariables: boolean,
): ParsedCondition[] | null {
  const blocks = Object.entries(isObject(value) ? value : {});
  const parsed = blocks.map(([name, block]) => parseBlock(name, block, hasVariables));
  const conditions = parsed.filter((block) => block !== null);
  return conditions.length === parsed.length ? conditions.flat() : null;
}

function parseBlock(
  name: string,
  block: unknown,
  hasVariables: boolean,
): ParsedCondition[] | null {
  const operator = parseOperator(name);
  if (!operator) return null;
  const isTemplate = hasVariables && operator.takesVariables;
  return Object.entries(isObject(block) ? block : {}).map(([key, values]) => ({
    operator,
    key,
    values: (toScalars(values) ?? []).map((text) => parseTemplate(text, isTemplate)),
  }));
}
