import { describe, expect, it } from 'vitest';
import { randomFor } from './random';

const DRAWS = 20_000;
const digits = Array.from({ length: 10 }, (_, digit) => digit);
const draws = <T>(label: string, draw: (random: ReturnType<typeof randomFor>) => T) => {
  const random = randomFor(1, label);
  return Array.from({ length: DRAWS }, () => draw(random));
};

describe('a stream of random numbers', () => {
  it('is fixed by its seed and its label', () => {
    const first = (seed: number, label: string) => {
      const random = randomFor(seed, label);
      return Array.from({ length: 8 }, () => random.below(1000));
    };
    expect(first(1, 'a')).toEqual(first(1, 'a'));
    expect(first(1, 'a')).not.toEqual(first(2, 'a'));
    expect(first(1, 'a')).not.toEqual(first(1, 'b'));
  });

  it('gives every value about as often as the others', () => {
    const found = draws('evenly', (random) => random.pick(digits));
    for (const digit of digits) {
      const share = found.filter((value) => value === digit).length / DRAWS;
      expect(Math.abs(share - 0.1)).toBeLessThan(0.01);
    }
  });

  it('gives values by their weight', () => {
    const table = [
      ['often', 9],
      ['seldom', 1],
      ['never', 0],
    ] as const;
    const found = draws('weighted', (random) => random.weighted(table));
    const shareOf = (value: string) =>
      found.filter((one) => one === value).length / DRAWS;
    expect(Math.abs(shareOf('often') - 0.9)).toBeLessThan(0.01);
    expect(shareOf('never')).toBe(0);
  });

  it('samples different members in their order, and all when there are too few', () => {
    const random = randomFor(1, 'samples');
    for (let round = 0; round < 100; round++) {
      const some = random.sample(digits, 4);
      expect(some).toHaveLength(4);
      expect(some).toEqual([...new Set(some)].sort((one, other) => one - other));
    }
    expect(random.sample(digits, 99)).toEqual(digits);
  });

  it('happens never at 0 and always at 1', () => {
    expect(draws('never', (random) => random.chance(0))).not.toContain(true);
    expect(draws('always', (random) => random.chance(1))).not.toContain(false);
  });

  it('has nothing to pick from an empty list', () => {
    expect(() => randomFor(1, 'none').pick([])).toThrow(RangeError);
  });
});
