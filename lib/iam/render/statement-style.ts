import type { Span } from './locate-statements';
import type { RenderedStatement } from './policy-text';

/** How the document ends its lines. */
export const lineEndOf = (document: string): '\r\n' | '\n' =>
  document.includes('\r\n') ? '\r\n' : '\n';

/** White space before a value that stands first on its line; null when something else does. */
export function indentAt(document: string, start: number): string | null {
  const line = document.slice(document.lastIndexOf('\n', start - 1) + 1, start);
  return document.includes('\n') && /^[ \t]*$/.test(line) ? line : null;
}

/** Our statement as the document would write it in the place of the statement at a span. */
export function styledStatement(
  document: string,
  span: Span,
  statement: RenderedStatement,
): string {
  const indent = indentAt(document, span.start);
  if (indent === null) return JSON.stringify(statement);
  const step = stepOf(document.slice(span.start, span.end), indent);
  return JSON.stringify(statement, null, step).replaceAll(
    '\n',
    `${lineEndOf(document)}${indent}`,
  );
}

/** By how much the members of a statement are further in than the statement itself. */
function stepOf(text: string, indent: string): string {
  const [, member = ''] = /^\{\r?\n([ \t]+)/.exec(text) ?? [];
  const step = member.startsWith(indent) ? member.slice(indent.length) : '';
  return step || (indent.includes('\t') ? '\t' : '  ');
}
