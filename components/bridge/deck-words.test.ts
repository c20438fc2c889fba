import { expect, it } from 'vitest';
import type { LockView } from '@/lib/core/views';
import { cutAtPercent, lockAtPercent } from './deck-words';

const lock = (number: number, state: LockView['state']): LockView => ({
  number,
  label: 'a policy',
  state,
  sentence: 'A sentence.',
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
