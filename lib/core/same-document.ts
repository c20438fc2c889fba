import { canonicalJson } from './canonical-json';

/**
 * Whether two policy texts say the same to AWS, which gives some of them back in another form:
 * a list of one as the one, an account id as its root ARN. Null means there is no document.
 */
export function sameDocument(a: string | null, b: string | null): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const [left, right] = [normalForm(a), normalForm(b)];
  return left !== null && left === right;
}

function normalForm(text: string): string | null {
  try {
    return canonicalJson(normalDocument(JSON.parse(text)));
  } catch {
    return null;
  }
}

function normalDocument(document: unknown): unknown {
  if (!isObject(document)) return document;
  const { Statement, ...rest } = document;
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  return { ...rest, Statement: statements.map(normalStatement) };
}

function normalStatement(statement: unknown): unknown {
  if (!isObject(statement)) return statement;
  return Object.fromEntries(
    Object.entries(statement).map(([name, value]) => [name, normalElement(name, value)]),
  );
}

const LISTS = new Set(['Action', 'NotAction', 'Resource', 'NotResource']);

function normalElement(name: string, value: unknown): unknown {
  if (LISTS.has(name)) return normalList(value);
  if (name === 'Principal' || name === 'NotPrincipal') return normalPrincipal(value);
  return name === 'Condition' ? normalCondition(value) : value;
}

/** Sets of texts: neither order nor a list of one makes a difference. */
const normalList = (value: unknown): unknown => {
  const values = Array.isArray(value) ? value : [value];
  return values.map(String).sort();
};

function normalPrincipal(value: unknown): unknown {
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([kind, names]) => [
    kind,
    kind === 'AWS' ? rootsOf(normalList(names)) : normalList(names),
  ]);
  return Object.fromEntries(entries);
}

const rootsOf = (names: unknown): unknown =>
  Array.isArray(names)
    ? names
        .map((name: string) => /^arn:[a-z-]+:iam::(\d{12}):root$/.exec(name)?.[1] ?? name)
        .sort()
    : names;

function normalCondition(value: unknown): unknown {
  if (!isObject(value)) return value;
  const blocks = Object.entries(value).map(([operator, block]) => [
    operator,
    isObject(block)
      ? Object.fromEntries(
          Object.entries(block).map(([key, values]) => [key, normalList(values)]),
        )
      : block,
  ]);
  return Object.fromEntries(blocks);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
