import type { DeckState, LockView } from '@/lib/core/views';

/** What a deck says, in words; the verb carries the state, so colour is never alone. */
export const deckWords: Record<DeckState, string> = {
  works: 'works',
  conditional: 'works only if a condition holds',
  denied: 'does not work',
  untested: 'not tested',
};

const LOCK_WORDS: Record<LockView['state'], string> = {
  open: 'agrees',
  conditional: 'agrees, if',
  closed: 'says no',
  untested: 'not tested',
};

const LOCK_MARKS: Record<LockView['state'], string> = {
  open: '✓',
  conditional: 'if',
  closed: '✗',
  untested: '–',
};

/** What a lock says, in words: what nobody here can read is told apart from what was read. */
export const sayLock = ({ state, isAssumed }: LockView): string =>
  isAssumed ? 'assumed' : LOCK_WORDS[state];

/** The same as a sign. */
export const lockMark = ({ state, isAssumed }: LockView): string =>
  isAssumed ? '(✓)' : LOCK_MARKS[state];

/** Where lock `index` of `total` stands on the deck, in percent of its length. */
export function lockAtPercent(index: number, total: number): number {
  return ((index + 1) * 100) / (total + 1);
}

/** Where a denied deck is cut, in percent: before the first lock that says no. */
export function cutAtPercent(locks: readonly LockView[]): number {
  const closed = locks.findIndex((lock) => lock.state === 'closed');
  if (closed < 0) return 50;
  return lockAtPercent(closed - 0.5, locks.length);
}
