import { canonicalJson } from '@/lib/core/canonical-json';
import { sameDocument } from '@/lib/core/same-document';
import { isObject } from '@/lib/iam/parse/values';

/**
 * Whom an older trust lets in by a statement that the live one has not: as the text names them.
 * The engine tells of those whom it has collected; these may be anybody.
 */
export function namedAgain(live: string | null, older: string): string[] {
  const standing = allowsIn(live);
  const widening = allowsIn(older).filter(
    (one) => !standing.some((other) => isSame(one, other)),
  );
  return [...new Set(widening.flatMap(({ Principal }) => namesIn(Principal)))];
}

type Statement = Record<string, unknown> & { Principal?: unknown };

function allowsIn(text: string | null): Statement[] {
  const document: unknown = text === null ? null : JSON.parse(text);
  const list = isObject(document) ? [document['Statement']].flat() : [];
  return list.filter(isObject).filter((one) => one['Effect'] === 'Allow');
}

const isSame = (a: Statement, b: Statement): boolean =>
  canonicalJson(a) === canonicalJson(b) ||
  sameDocument(JSON.stringify({ Statement: a }), JSON.stringify({ Statement: b }));

const namesIn = (principal: unknown): string[] =>
  isObject(principal)
    ? Object.values(principal).flat().map(String)
    : [principal ?? 'anyone but some'].map(String);
