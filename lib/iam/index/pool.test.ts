import { expect, it } from 'vitest';
import { makePool } from './pool';

/** One for all lists of a length: values of one hash are told apart. */
const lengthOf = ({ length }: string[]): number => length;

const poolOf = (loaded: string[][] = []) => makePool(() => loaded, lengthOf);

it('keeps one object for all that are equal, numbered in the order in which they came', () => {
  const pool = poolOf();
  const [first, second] = [pool.intern(['a']), pool.intern(['b'])];
  expect(pool.intern(['a'])).toBe(first);
  expect([first, second].map(pool.numberOf)).toEqual([0, 1]);
  expect(pool.values()).toEqual([['a'], ['b']]);
});

it('has no number for what never came in, equal or not', () => {
  const pool = poolOf();
  pool.intern(['a']);
  expect(pool.numberOf(['a'])).toBe(-1);
});

it('goes on from what was loaded', () => {
  const loaded = [['a'], ['b']];
  const pool = poolOf(loaded);
  expect(pool.intern(['b'])).toBe(loaded[1]);
  expect(pool.numberOf(pool.intern(['c']))).toBe(2);
});

it('loads once, and not before it is asked', () => {
  let loads = 0;
  const pool = makePool<string[]>(() => {
    loads += 1;
    return [['a']];
  });
  expect(loads).toBe(0);
  pool.intern(['a']);
  pool.values();
  expect(loads).toBe(1);
});
