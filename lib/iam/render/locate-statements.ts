import { findDuplicateKey } from '../parse/duplicate-keys';
import { isObject, type JsonObject } from '../parse/values';

/** Where one JSON value stands in a text. */
export type Span = { start: number; end: number };
export type LocatedStatement = Span & { value: JsonObject };
export type LocatedStatements = {
  /** The whole value of `Statement`. */
  value: Span;
  isArray: boolean;
  /** Its statements, in order. */
  items: LocatedStatement[];
  version: unknown;
};

/**
 * Finds the `Statement` of a policy without changing a byte of it. Null when the text is not a
 * JSON object, has no such member, names a key twice, or holds a statement that is no object.
 */
export function locateStatements(text: string): LocatedStatements | null {
  const policy = readPolicy(text);
  if (!policy) return null;
  const members = childrenOf(text, text.indexOf('{'));
  const value = members.find(({ key }) => key === 'Statement')?.value;
  if (!value) return null;
  const isArray = text[value.start] === '[';
  const spans = isArray
    ? childrenOf(text, value.start).map((child) => child.value)
    : [value];
  const items = spans.map((span) => ({ ...span, value: valueAt(text, span) }));
  const version = policy['Version'];
  return items.every(isStatement) ? { value, isArray, items, version } : null;
}

const isStatement = (item: Span & { value: unknown }): item is LocatedStatement =>
  isObject(item.value);

const valueAt = (text: string, { start, end }: Span): unknown =>
  JSON.parse(text.slice(start, end));

function readPolicy(text: string): JsonObject | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) && findDuplicateKey(text) === null ? parsed : null;
  } catch {
    return null;
  }
}

type Child = { key: string | null; value: Span };

/** Members of the object, or elements of the array, that opens at `open`. The JSON is valid. */
function childrenOf(text: string, open: number): Child[] {
  const isMap = text[open] === '{';
  const children: Child[] = [];
  let at = skipSpace(text, open + 1);
  while (at < text.length && !isClosing(text[at])) {
    let key: string | null = null;
    if (isMap) {
      const end = endOfValue(text, at);
      key = String(JSON.parse(text.slice(at, end)));
      at = skipSpace(text, skipSpace(text, end) + 1);
    }
    const end = endOfValue(text, at);
    children.push({ key, value: { start: at, end } });
    at = skipSpace(text, end);
    if (text[at] === ',') at = skipSpace(text, at + 1);
  }
  return children;
}

const isClosing = (character: string | undefined): boolean =>
  character === '}' || character === ']';

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** The position after the value that starts at `from`. */
function endOfValue(text: string, from: number): number {
  const first = text[from];
  if (first === '"') return endOfString(text, from);
  if (first !== '{' && first !== '[') return from + scalarAt(text, from).length;
  let depth = 0;
  let at = from;
  do {
    depth += STEPS[text[at] ?? ''] ?? 0;
    at = text[at] === '"' ? endOfString(text, at) : at + 1;
  } while (depth > 0);
  return at;
}

/** How far a character goes into a value, or out of it. */
const STEPS: Record<string, number> = { '{': 1, '[': 1, '}': -1, ']': -1 };

const scalarAt = (text: string, from: number): string =>
  /^[^\s,\]}]+/.exec(text.slice(from))?.[0] ?? '';

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}
