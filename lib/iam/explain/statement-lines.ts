import { isObject } from '../parse/values';

export type StatementLine = { number: number; text: string; isMatch: boolean };

type Line = { text: string; isMatch: boolean };

/**
 * A policy document as numbered lines, those of one statement marked.
 *
 * @param statementIndex from 0; a lone statement without a list is 0
 */
export function statementLines(
  document: unknown,
  statementIndex: number,
): StatementLine[] {
  return documentLines(document, statementIndex).map((line, at) => ({
    number: at + 1,
    ...line,
  }));
}

function documentLines(document: unknown, statementIndex: number): Line[] {
  if (!isObject(document)) return plain(document);
  const entries = Object.entries(document);
  const members = entries.map(([key, value]) => {
    const lines =
      key === 'Statement' ? statementsLines(value, statementIndex) : plain(value);
    return prefixed(`${JSON.stringify(key)}: `, lines);
  });
  return wrapped('{', members, '}');
}

function statementsLines(value: unknown, statementIndex: number): Line[] {
  if (!Array.isArray(value)) {
    return plain(value).map(({ text }) => ({ text, isMatch: statementIndex === 0 }));
  }
  const items = value.map((statement, at) =>
    plain(statement).map(({ text }) => ({ text, isMatch: at === statementIndex })),
  );
  return wrapped('[', items, ']');
}

const plain = (value: unknown): Line[] =>
  (JSON.stringify(value, null, 2) ?? 'null')
    .split('\n')
    .map((text) => ({ text, isMatch: false }));

const prefixed = (prefix: string, lines: Line[]): Line[] =>
  lines.map((line, at) => (at === 0 ? { ...line, text: `${prefix}${line.text}` } : line));

/** Members between brackets, indented, with commas, as `JSON.stringify` prints them. */
function wrapped(open: string, members: Line[][], close: string): Line[] {
  if (members.length === 0) return [{ text: `${open}${close}`, isMatch: false }];
  const inner = members.flatMap((lines, member) =>
    lines.map(({ text, isMatch }, at) => {
      const isEnd = at === lines.length - 1 && member < members.length - 1;
      return { text: `  ${text}${isEnd ? ',' : ''}`, isMatch };
    }),
  );
  return [{ text: open, isMatch: false }, ...inner, { text: close, isMatch: false }];
}
