import { isObject, type JsonObject } from '@/lib/iam/parse/values';
import { sameStatement, statementsIn } from '../plan/statements-in';

/**
 * Whom an older trust lets in by a statement that the live one has not: as the text names them.
 * The engine tells of those whom it has collected; these may be anybody.
 */
export function namedAgain(live: string | null, older: string): string[] {
  const widening = without(effectIn(older, 'Allow'), effectIn(live, 'Allow'));
  return [...new Set(widening.flatMap(({ Principal }) => namesIn(Principal)))];
}

/** The denials of a live trust that an older one has not, by their names or their places. */
export const deniedNoMore = (live: string | null, older: string): string[] =>
  without(effectIn(live, 'Deny'), effectIn(older, 'Deny')).map(({ Sid }) =>
    typeof Sid === 'string' && Sid !== '' ? Sid : 'one without a Sid',
  );

const effectIn = (text: string | null, effect: 'Allow' | 'Deny'): JsonObject[] =>
  statementsIn(text).filter(({ Effect }) => Effect === effect);

const without = (statements: JsonObject[], others: JsonObject[]): JsonObject[] =>
  statements.filter((one) => !others.some((other) => sameStatement(one, other)));

/** A statement with NotPrincipal lets in everybody but some. */
const namesIn = (principal: unknown = '*'): string[] =>
  isObject(principal) ? Object.values(principal).flat().map(String) : [String(principal)];
