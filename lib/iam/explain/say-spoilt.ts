import type { ParsedPolicy, ParsedStatement } from '../parse/policy';
import { type SpoiltCondition, spoiltConditions } from '../parse/spoilt-conditions';
import { sayList } from './list-words';

/**
 * "StringMatches, an operator that IAM does not have": the conditions of one statement that
 * nobody can read; null when there are none.
 */
export function sayOwnSpoilt(
  { document }: ParsedPolicy,
  { index }: Pick<ParsedStatement, 'index'>,
): string | null {
  const own = spoiltConditions(document).filter(
    ({ statementIndex }) => statementIndex === index,
  );
  const said = [...sayUnknown(own), ...new Set(own.flatMap(sayUnreadable))];
  return said.length > 0 ? sayList(said, 'and') : null;
}

function sayUnknown(own: SpoiltCondition[]): string[] {
  const unknown = own.filter(({ range }) => range === null);
  const names = [...new Set(unknown.map(({ operator }) => operator || '""'))];
  if (names.length === 0) return [];
  const what = names.length === 1 ? 'an operator' : 'operators';
  return [`${sayList(names, 'and')}, ${what} that IAM does not have`];
}

const sayUnreadable = ({ operator, range }: SpoiltCondition): string[] =>
  range === null ? [] : [`${operator} with "${range}", no IP address or range`];

/** What spoils a grant, wherever in its document it stands. */
export function saySpoilt(policy: ParsedPolicy, { index }: ParsedStatement): string {
  const [first] = spoiltConditions(policy.document);
  const isOwn = sayOwnSpoilt(policy, { index }) !== null;
  const where = isOwn || !first ? index : first.statementIndex;
  const what = sayOwnSpoilt(policy, { index: where }) ?? 'an operator';
  const who = isOwn ? 'it' : `statement ${where + 1} of its document`;
  return `${who} uses ${what}`;
}
