import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import { unknownOperators } from '../parse/unknown-operators';
import { sayList } from './list-words';

/** "StringMatches, an operator that IAM does not have": those of one statement; or null. */
export function sayOwnOperators(
  { document }: ParsedPolicy,
  { index }: Pick<ParsedStatement, 'index'>,
): string | null {
  const own = unknownOperators(document).filter(
    ({ statementIndex }) => statementIndex === index,
  );
  const names = [...new Set(own.map(({ operator }) => operator || '""'))];
  if (names.length === 0) return null;
  const what = names.length === 1 ? 'an operator' : 'operators';
  return `${sayList(names, 'and')}, ${what} that IAM does not have,`;
}

/** The operators that spoil a grant, wherever in its document they stand. */
export function sayOperators(policy: ParsedPolicy, { index }: ParsedStatement): string {
  const [first] = unknownOperators(policy.document);
  const isOwn = sayOwnOperators(policy, { index }) !== null;
  const where = isOwn || !first ? index : first.statementIndex;
  const names = sayOwnOperators(policy, { index: where }) ?? 'an operator';
  const who = isOwn ? 'it' : `statement ${where + 1} of its document`;
  return `${who} uses ${names.replace(/,$/, '')}`;
}
