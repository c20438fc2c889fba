import {
  type LocatedStatement,
  type LocatedStatements,
  locateStatements,
} from './locate-statements';
import { ENLISTING } from './merge-statement';
import { findOwn } from './own-statement';
import type { RenderedStatement } from './policy-text';

export type Removal =
  /** Ours is out; the others keep their bytes. */
  | { kind: 'removed'; document: string }
  /** Ours was the only one: AWS keeps no policy without a statement, so it has to go as a whole. */
  | { kind: 'emptied'; document: string }
  /** Nothing of ours is there: the document stays as it is. */
  | { kind: 'absent' }
  /** Not a policy, or our Sid stands twice or on a statement that cannot be ours. */
  | { kind: 'refused' };

/**
 * Takes our statement, found by its Sid, out of a document again. After `mergeStatement` added
 * it, the text is what it was before, to the byte, unless somebody wrote it anew in between.
 *
 * @param ours the statement as we last rendered it: it tells ours from another of the same Sid
 */
export function removeStatement(document: string, ours: RenderedStatement): Removal {
  const located = locateStatements(document);
  const own = located ? findOwn(located.items, ours) : 'unsure';
  if (!located || own === 'unsure') return { kind: 'refused' };
  if (own === null) return { kind: 'absent' };
  const { items } = located;
  if (items.length === 1) {
    return { kind: 'emptied', document: emptied(document, located) };
  }
  return { kind: 'removed', document: without(document, located, items.indexOf(own)) };
}

function emptied(document: string, { value, isArray, items }: LocatedStatements): string {
  const [only = value] = items;
  const list = isArray ? '' : '[]';
  return document.slice(0, only.start) + list + document.slice(only.end);
}

function without(document: string, located: LocatedStatements, index: number): string {
  const { items, value } = located;
  const own = items[index] ?? value;
  const [before, after] = [items[index - 1], items[index + 1]];
  const isEnlisted = before ? isEnlistedAt(document, before, own.start) : false;
  // The gap after ours goes with it when ours is first or when the gap before it is a mark.
  if (after && (!before || isEnlisted)) {
    return document.slice(0, own.start) + document.slice(after.start);
  }
  const start = before?.end ?? own.start;
  if (isEnlisted && before && isWrapped(located, before, own.end)) {
    const only = document.slice(before.start, before.end);
    return document.slice(0, value.start) + only + document.slice(value.end);
  }
  return document.slice(0, start) + document.slice(own.end);
}

const isEnlistedAt = (document: string, before: LocatedStatement, start: number) =>
  document.slice(before.end, start) === ENLISTING;

/** Whether the list is nothing but the brackets that we put around one statement and ours. */
const isWrapped = (
  { value, items }: LocatedStatements,
  before: LocatedStatement,
  end: number,
): boolean =>
  items.length === 2 && before.start === value.start + 1 && end === value.end - 1;
