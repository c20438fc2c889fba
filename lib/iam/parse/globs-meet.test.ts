import fc from 'fast-check';
import { expect, it } from 'vitest';
import { globMatches, wildcardGlob } from './glob';
import { globsMeet } from './globs-meet';

const meet = (a: string, b: string): boolean =>
  globsMeet(wildcardGlob(a), wildcardGlob(b));

it.each([
  ['s3:Get*', 's3:*Object', true],
  ['s3:Get*', 's3:Put*', false],
  ['*', 's3:GetObject', true],
  ['a?c', 'abc', true],
  ['a?c', 'ac', false],
  ['a*c', 'a?', true],
  ['a*b*', '*c', true],
  ['', '*', true],
  ['', '?', false],
  ['*a', 'b*', true],
  ['??', '*', true],
  ['arn:aws:s3:::logs/*', 'arn:aws:s3:::*/2026', true],
  ['arn:aws:s3:::logs/*', 'arn:aws:s3:::other/*', false],
])('%j and %j: %s', (a, b, expected) => {
  expect(meet(a, b)).toBe(expected);
  expect(meet(b, a)).toBe(expected);
});

const texts = (length: number): string[] =>
  length === 0
    ? ['']
    : texts(length - 1).flatMap((text) => ['a', 'b'].map((letter) => text + letter));
const ALL = [0, 1, 2, 3, 4, 5, 6].flatMap(texts);

it('says yes just when a text fits both', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 4 });
  fc.assert(
    fc.property(pattern, pattern, (a, b) => {
      const globs = [a, b].map(wildcardGlob);
      const common = ALL.some((text) => globs.every((glob) => globMatches(glob, text)));
      expect(meet(a, b)).toBe(common);
    }),
    { numRuns: 2_000 },
  );
});
