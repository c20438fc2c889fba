import { type LocatedStatements, locateStatements, type Span } from './locate-statements';
import { policyOf, policyText, type RenderedStatement } from './policy-text';

/**
 * A document with one statement of ours in it: the statement of the same Sid is replaced where
 * it stands, else ours is added at the end. Everything else keeps its bytes. Null when the text
 * is not a policy, which must then not be written over.
 */
export function mergeStatement(
  document: string | null,
  statement: RenderedStatement,
): string | null {
  if (document === null) return policyText(policyOf(statement));
  const located = locateStatements(document);
  if (!located) return null;
  const own = located.items.find((span) => sidAt(document, span) === statement.Sid);
  if (own)
    return isSame(document, own, statement) ? document : put(document, own, statement);
  return located.isArray
    ? append(document, located, statement)
    : enlist(document, located.value, statement);
}

function sidAt(document: string, span: Span): string | null {
  const statement: unknown = JSON.parse(document.slice(span.start, span.end));
  if (typeof statement !== 'object' || statement === null) return null;
  return 'Sid' in statement && typeof statement.Sid === 'string' ? statement.Sid : null;
}

const isSame = (document: string, span: Span, statement: RenderedStatement): boolean =>
  JSON.stringify(JSON.parse(document.slice(span.start, span.end))) ===
  JSON.stringify(statement);

function put(document: string, span: Span, statement: RenderedStatement): string {
  const text = indented(statement, indentAt(document, span.start));
  return document.slice(0, span.start) + text + document.slice(span.end);
}

function append(
  document: string,
  { value, items }: LocatedStatements,
  statement: RenderedStatement,
): string {
  const last = items.at(-1);
  if (!last) {
    const list = `[${indented(statement, '')}]`;
    return document.slice(0, value.start) + list + document.slice(value.end);
  }
  const indent = indentAt(document, last.start);
  const added = `,${indent === null ? ' ' : `\n${indent}`}${indented(statement, indent)}`;
  return document.slice(0, last.end) + added + document.slice(last.end);
}

/** A document may hold one statement without a list; with ours there are two. */
function enlist(document: string, value: Span, statement: RenderedStatement): string {
  const only = document.slice(value.start, value.end);
  const list = `[${only}, ${indented(statement, null)}]`;
  return document.slice(0, value.start) + list + document.slice(value.end);
}

/** White space before a value that stands first on its line; null when something else does. */
function indentAt(document: string, start: number): string | null {
  const line = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  return document.includes('\n') && /^[ \t]*$/.test(line) ? line : null;
}

const indented = (statement: RenderedStatement, indent: string | null): string =>
  indent === null
    ? JSON.stringify(statement)
    : JSON.stringify(statement, null, 2).replaceAll('\n', `\n${indent}`);
