import { expect, it } from 'vitest';
import type { LockView } from '@/lib/core/views';
import { cutAtPercent, lockAtPercent, lockMark, sayLock } from './deck-words';

const lock = (number: number, state: LockView['state']): LockView => ({
  number,
  label: 'a policy',
  state,
  sentence: 'A sentence.',
});

it('tells a lock that is only assumed to agree apart from one that was read', () => {
  const read = lock(1, 'open');
  const assumed: LockView = { ...read, isAssumed: true };
  expect([read, assumed].map(sayLock)).toEqual(['agrees', 'assumed']);
  expect(lockMark(assumed)).not.toBe(lockMark(read));
});

it('spreads three locks evenly over the deck', () => {
  expect([0, 1, 2].map((index) => lockAtPercent(index, 3))).toEqual([25, 50, 75]);
});

it.each([
  ['the first lock', ['closed', 'open', 'open'], 12.5],
  ['the second lock', ['open', 'closed', 'closed'], 37.5],
  ['the last lock', ['open', 'open', 'closed'], 62.5],
] as const)(
  'cuts the deck before %s when it is the first that says no',
  (_, states, at) => {
    const locks = states.map((state, index) => lock(index + 1, state));
    expect(cutAtPercent(locks)).toBe(at);
  },
);

it('cuts a deck without a closed lock in the middle', () => {
  expect(cutAtPercent([])).toBe(50);
  expect(cutAtPercent([lock(1, 'open')])).toBe(50);
});
