import { canonicalJson } from '@/lib/core/canonical-json';
import { sameDocument } from '@/lib/core/same-document';
import { isObject } from '@/lib/iam/parse/values';

/**
 * Whom an older trust lets in by a statement that the live one has not: as the text names them.
 * The engine tells of those whom it has collected; these may be anybody.
 */
export function namedAgain(live: string | null, older: string): string[] {
  const standing = statementsIn(live, 'Allow');
  const widening = without(statementsIn(older, 'Allow'), standing);
  return [...new Set(widening.flatMap(({ Principal }) => namesIn(Principal)))];
}

/** The denials of a live trust that an older one has not, by their names or their places. */
export const deniedNoMore = (live: string | null, older: string): string[] =>
  without(statementsIn(live, 'Deny'), statementsIn(older, 'Deny')).map(({ Sid }) =>
    typeof Sid === 'string' && Sid !== '' ? Sid : 'one without a Sid',
  );

const without = (statements: Statement[], others: Statement[]): Statement[] =>
  statements.filter((one) => !others.some((other) => isSame(one, other)));

type Statement = Record<string, unknown> & { Principal?: unknown };

function statementsIn(text: string | null, effect: 'Allow' | 'Deny'): Statement[] {
  const document: unknown = text === null ? null : JSON.parse(text);
  const list = isObject(document) ? [document['Statement']].flat() : [];
  return list.filter(isObject).filter((one) => one['Effect'] === effect);
}

const isSame = (a: Statement, b: Statement): boolean =>
  canonicalJson(a) === canonicalJson(b) ||
  sameDocument(JSON.stringify({ Statement: a }), JSON.stringify({ Statement: b }));

/** A statement with NotPrincipal lets in everybody but some. */
const namesIn = (principal: unknown = '*'): string[] =>
  isObject(principal) ? Object.values(principal).flat().map(String) : [String(principal)];
