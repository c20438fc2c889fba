import { describe, expect, it } from 'vitest';
import { ipMatches } from '../conditions/ip';
import { literalGlob } from '../parse/glob';
import { witnessAddresses, witnessDates, witnessNumbers } from './witness-values';

describe('values that show what comparisons have in common', () => {
  it('lie below, at, between and above the numbers named', () => {
    const numbers = witnessNumbers(['300', '600'])?.map(Number) ?? [];
    expect(numbers.toSorted((a, b) => a - b)).toEqual([299, 300, 450, 600, 601]);
  });

  it('lie around the moments named', () => {
    expect(witnessDates(['2026-03-01'])).toEqual([
      '2026-02-28T23:59:59.000Z',
      '2026-03-01T00:00:00.000Z',
      '2026-03-01T00:00:01.000Z',
    ]);
  });

  it.each(['203.0.113.64/26', '0.0.0.0/0', '2001:db8::/32', '255.255.255.255'])(
    'lie within and without %s',
    (range) => {
      const wanted = { text: range, glob: literalGlob(range) };
      const fits = witnessAddresses([range])?.map((got) => ipMatches(wanted, got));
      expect(fits).toContain(true);
      expect(fits).toContain(false);
    },
  );

  it('cannot be listed when something named is no such value', () => {
    expect(witnessNumbers(['soon'])).toBeNull();
    expect(witnessDates(['soon'])).toBeNull();
    expect(witnessAddresses(['here'])).toBeNull();
  });
});
