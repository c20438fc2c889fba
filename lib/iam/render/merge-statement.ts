import { canonicalJson } from '@/lib/core/canonical-json';
import {
  type LocatedStatement,
  type LocatedStatements,
  locateStatements,
  type Span,
} from './locate-statements';
import { findOwn } from './own-statement';
import { policyOf, policyText, type RenderedStatement } from './policy-text';
import { indentAt, lineEndOf, styledStatement } from './statement-style';

/** Between the only statement of a document without a list and ours. No printer of JSON writes it. */
export const ENLISTING = ' , ';

/**
 * Why a document must not be written over: it is not a policy, is of a version without the
 * variables that our statement uses, or has our Sid twice or on a statement that cannot be ours.
 */
export type MergeRefusal = 'unreadable' | 'old-version' | 'foreign-sid';

/** Null where `mergeStatement` gives a document. */
export function mergeRefusal(
  document: string | null,
  statement: RenderedStatement,
): MergeRefusal | null {
  const place = document === null ? null : findPlace(document, statement);
  return typeof place === 'string' ? place : null;
}

type Place = { located: LocatedStatements; own: LocatedStatement | null };

function findPlace(document: string, statement: RenderedStatement): Place | MergeRefusal {
  const located = locateStatements(document);
  if (!located) return 'unreadable';
  if (!canCarry(located, statement)) return 'old-version';
  const own = findOwn(located.items, statement);
  return own === 'unsure' ? 'foreign-sid' : { located, own };
}

/**
 * A document with one statement of ours in it: the statement of the same Sid is replaced where
 * it stands, else ours is added at the end. Everything else keeps its bytes. Null when the
 * document must not be written over.
 */
export function mergeStatement(
  document: string | null,
  statement: RenderedStatement,
): string | null {
  if (document === null) return policyText(policyOf(statement));
  const place = findPlace(document, statement);
  if (typeof place === 'string') return null;
  const { located, own } = place;
  if (own) {
    const isSame = canonicalJson(own.value) === canonicalJson(statement);
    return isSame ? document : put(document, own, statement);
  }
  return located.isArray
    ? append(document, located, statement)
    : enlist(document, located.value, statement);
}

/** Variables act in the newer version only; elsewhere ours would mean something else. */
const canCarry = (
  { version }: LocatedStatements,
  statement: RenderedStatement,
): boolean => version === '2012-10-17' || !JSON.stringify(statement).includes('${');

const splice = (document: string, { start, end }: Span, text: string): string =>
  document.slice(0, start) + text + document.slice(end);

const put = (document: string, span: Span, statement: RenderedStatement): string =>
  splice(document, span, styledStatement(document, span, statement));

function append(
  document: string,
  { value, items }: LocatedStatements,
  statement: RenderedStatement,
): string {
  const last = items.at(-1);
  if (!last) {
    const inside = { start: value.start + 1, end: value.start + 1 };
    return splice(document, inside, JSON.stringify(statement));
  }
  const indent = indentAt(document, last.start);
  const gap = indent === null ? ' ' : `${lineEndOf(document)}${indent}`;
  const added = `,${gap}${styledStatement(document, last, statement)}`;
  return splice(document, { start: last.end, end: last.end }, added);
}

/** A document may hold one statement without a list; with ours there are two. */
function enlist(document: string, value: Span, statement: RenderedStatement): string {
  const only = document.slice(value.start, value.end);
  return splice(document, value, `[${only}${ENLISTING}${JSON.stringify(statement)}]`);
}
