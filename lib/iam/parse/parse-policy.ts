import type { ParsedCondition } from '../conditions/condition';
import { parseOperator } from '../conditions/operator';
import { wildcardGlob } from './glob';
import type {
  ActionBlock,
  ParsedPolicy,
  ParsedStatement,
  PolicyKind,
  PrincipalBlock,
  ResourceBlock,
} from './policy';
import { readDocument } from './read-document';
import { unreadableRange } from './spoilt-conditions';
import { parseTemplate } from './template';
import { isObject, type JsonObject, toScalars, toStrings } from './values';

/** Variables act in the last part of an ARN only. */
const VARIABLES_LAST = /^(?:[^:$]*:){5}/;

/**
 * Parses a policy document; nothing throws. A condition that IAM cannot read takes the effect
 * from every grant of its document, the sound ones beside it as well: AWS would not have saved
 * the document, and a part of it was never in force. Its denials, and other documents, keep
 * theirs. Variables act in version 2012-10-17 only, and in
 * what a document of a version that IAM does not have still denies.
 */
export function parsePolicy(source: unknown, kind: PolicyKind): ParsedPolicy {
  const { document, problems, statements } = readDocument(source, kind);
  const version = isObject(document) ? document['Version'] : undefined;
  const hasVariables = version !== undefined && version !== '2008-10-17';
  const parsed = statements.flatMap((statement, index) =>
    statement ? [parseStatement(statement, index, { kind, hasVariables })] : [],
  );
  return { document, problems, statements: withoutGrants(parsed) };
}

/** One condition that IAM cannot read spoils every grant of the document. */
function withoutGrants(statements: ParsedStatement[]): ParsedStatement[] {
  if (statements.every(({ isUsable }) => isUsable)) return statements;
  return statements.map((statement) =>
    statement.effect === 'Allow' ? { ...statement, isUsable: false } : statement,
  );
}

function parseStatement(
  source: JsonObject,
  index: number,
  { kind, hasVariables }: { kind: PolicyKind; hasVariables: boolean },
): ParsedStatement {
  const { conditions, isUsable } = knownConditions(source['Condition'], hasVariables);
  return {
    index,
    sid: typeof source['Sid'] === 'string' ? source['Sid'] : null,
    effect: source['Effect'] === 'Deny' ? 'Deny' : 'Allow',
    principal: kind === 'rcp' ? EVERYONE : parsePrincipals(source),
    action: parseActions(source),
    resource: parseResources(source, hasVariables),
    conditions,
    isUsable,
    source,
  };
}

/** Whom resource control policies are about, whomever one names that AWS would not have saved. */
const EVERYONE: PrincipalBlock = {
  isNegated: false,
  isEveryone: true,
  aws: [],
  services: [],
  federated: [],
};

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
  const patterns = names.map((raw) => {
    const text = raw.toLowerCase();
    return { raw, text, glob: wildcardGlob(text) };
  });
  return { isNegated, patterns };
}

function parseResources(source: JsonObject, hasVariables: boolean): ResourceBlock | null {
  const value = source['NotResource'] ?? source['Resource'];
  if (value === undefined) return null;
  return {
    isNegated: source['NotResource'] !== undefined,
    patterns: (toStrings(value) ?? []).map((text) =>
      parseTemplate(text, hasVariables && mayHaveVariables(text)),
    ),
  };
}

const mayHaveVariables = (resource: string): boolean =>
  resource.includes('${') && VARIABLES_LAST.test(resource);

type Conditions = Pick<ParsedStatement, 'conditions' | 'isUsable'>;

const UNCONDITIONAL: Conditions = { conditions: [], isUsable: true };
const CONDITIONS_KEPT_MAX = 2000;
// Estates ask for the same in thousands of statements.
const remembered = new Map<string, Conditions>();

/** `parseConditions`, once for all that are written alike: their text is all that it reads. */
function knownConditions(value: unknown, hasVariables: boolean): Conditions {
  if (!isObject(value)) return UNCONDITIONAL;
  const text = `${hasVariables}${JSON.stringify(value)}`;
  const known = remembered.get(text);
  if (known) return known;
  const parsed = parseConditions(value, hasVariables);
  if (remembered.size >= CONDITIONS_KEPT_MAX) remembered.clear();
  remembered.set(text, parsed);
  return parsed;
}

function parseConditions(value: JsonObject, hasVariables: boolean): Conditions {
  const blocks = Object.entries(value).map(([name, block]) =>
    parseBlock(name, block, hasVariables),
  );
  return {
    conditions: blocks.flatMap((block) => block ?? []),
    isUsable: !blocks.includes(null),
  };
}

/** Null for what IAM cannot read: an operator it does not have, a range that is none. */
function parseBlock(
  name: string,
  block: unknown,
  hasVariables: boolean,
): ParsedCondition[] | null {
  const operator = parseOperator(name);
  if (!operator || unreadableRange(operator, block) !== null) return null;
  const isTemplate = hasVariables && operator.takesVariables;
  return Object.entries(isObject(block) ? block : {}).map(([key, values]) => ({
    operator,
    key,
    values: (toScalars(values) ?? []).map((text) => parseTemplate(text, isTemplate)),
  }));
}
