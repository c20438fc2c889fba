import { ipMatches } from '../../conditions/ip';
import { globMatches, literalGlob, wildcardGlob } from '../../parse/glob';
import type { GuardOperator } from './guard';

type Join = (first: string[], second: string[]) => string[];

/** Null when two patterns overlap in a way that no list of patterns says. */
type TryJoin = (first: string[], second: string[]) => string[] | null;

const common: Join = (first, second) => first.filter((value) => second.includes(value));

/** A bound is a single value: the stricter one. */
const smallest =
  (toNumber: (text: string) => number): Join =>
  (first, second) => {
    const [least] = [...first, ...second].sort((a, b) => toNumber(a) - toNumber(b));
    return least === undefined ? [] : [least];
  };

/** Ranges lie inside one another or apart, so the smaller of each two that meet is their overlap. */
const ranges: Join = (first, second) =>
  first.flatMap((a) =>
    second.flatMap((b) => (isInside(a, b) ? [a] : isInside(b, a) ? [b] : [])),
  );

function isInside(inner: string, outer: string): boolean {
  const [address = '', prefix] = inner.split('/');
  const [, outerPrefix] = outer.split('/');
  const widest = address.includes(':') ? 128 : 32;
  const isNarrower = Number(prefix ?? widest) >= Number(outerPrefix ?? widest);
  const range = { text: outer, glob: literalGlob(outer) };
  return isNarrower && ipMatches(range, address);
}

const patterns: TryJoin = (first, second) => {
  const pairs = first.flatMap((a) => second.map((b) => overlapOf(a, b)));
  if (pairs.includes(null)) return null;
  return pairs.filter((one) => typeof one === 'string');
};

/** The pattern that says what fits both; undefined when nothing does, null when no pattern says it. */
function overlapOf(a: string, b: string): string | undefined | null {
  if (isCovered(a, b)) return a;
  if (isCovered(b, a)) return b;
  const haveBoth = [a, b].every((one) => wildcardGlob(one).hasWildcards);
  return haveBoth && !areApart(a, b) ? null : undefined;
}

/** Patterns that begin or end with different text have nothing in common. */
function areApart(a: string, b: string): boolean {
  const [headA, headB] = [/^[^*?]*/.exec(a)?.[0] ?? '', /^[^*?]*/.exec(b)?.[0] ?? ''];
  const [tailA, tailB] = [/[^*?]*$/.exec(a)?.[0] ?? '', /[^*?]*$/.exec(b)?.[0] ?? ''];
  const meetAtHead = headA.startsWith(headB) || headB.startsWith(headA);
  const meetAtTail = tailA.endsWith(tailB) || tailB.endsWith(tailA);
  return !meetAtHead || !meetAtTail;
}

/**
 * Whether everything that fits one pattern fits the other. Sure for an outer pattern without
 * `?`: then each wildcard of the inner one can only have met a `*`.
 */
const isCovered = (inner: string, outer: string): boolean => {
  if (inner === outer) return true;
  const isPlain = !wildcardGlob(inner).hasWildcards;
  return (isPlain || !outer.includes('?')) && globMatches(wildcardGlob(outer), inner);
};

const JOINS: Record<GuardOperator, TryJoin> = {
  Bool: common,
  DateLessThan: smallest((text) => Date.parse(text)),
  'ForAllValues:StringEquals': common,
  IpAddress: ranges,
  NumericLessThan: smallest(Number),
  StringEquals: common,
  StringLike: patterns,
};

/** The values that satisfy both lists under one operator; null when there are none. */
export function joinValues(
  operator: GuardOperator,
  first: string[],
  second: string[],
): string[] | null {
  const joined = new Set(JOINS[operator](first, second));
  return joined.size > 0 ? [...joined] : null;
}
