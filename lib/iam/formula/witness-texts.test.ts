import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arnGlobMatches, globMatches, wildcardGlob } from '../parse/glob';
import { type TextPattern, witnessTexts } from './witness-texts';

const fitsOf = (patterns: TextPattern[], text: string): string =>
  patterns
    .map(({ glob, isArn, ignoresCase }) => {
      const given = ignoresCase ? text.toLowerCase() : text;
      return isArn ? arnGlobMatches(glob, given) : globMatches(glob, given);
    })
    .join();

const like = (text: string): TextPattern => ({
  glob: wildcardGlob(text),
  isArn: false,
  ignoresCase: false,
});
const arn = (text: string): TextPattern => ({ ...like(text), isArn: true });
const anyCase = (text: string): TextPattern => ({ ...like(text), ignoresCase: true });

const piece = fc.constantFrom('a', 'b', 'A', ':', '*', '?');
const text = fc.array(piece, { maxLength: 7 }).map((parts) => parts.join(''));
const pattern = fc.oneof(
  text.map(like),
  text.map((given) => anyCase(given.toLowerCase())),
  fc
    .array(fc.constantFrom('a', '*', 'b?', ''), { minLength: 6, maxLength: 6 })
    .map((parts) => arn(parts.join(':'))),
);

describe('texts that show what patterns have in common', () => {
  it('leave out no combination that any text can fit', () => {
    fc.assert(
      fc.property(fc.array(pattern, { maxLength: 3 }), text, (patterns, given) => {
        const witnesses = witnessTexts(patterns);
        const shown = new Set(witnesses?.map((witness) => fitsOf(patterns, witness)));
        expect(witnesses === null || shown.has(fitsOf(patterns, given))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('show that one pattern lies within another', () => {
    const patterns = [like('repo:acme/shop:*'), like('repo:acme/*')];
    const fits = witnessTexts(patterns)?.map((witness) => fitsOf(patterns, witness));
    expect(fits?.sort()).toEqual(['false,false', 'false,true', 'true,true']);
  });

  it('give up on patterns that have too much in common', () => {
    const tangled = ['abc', 'bcd', 'cde', 'def', 'efa'].map((letters) =>
      like(`*${[...letters.repeat(5)].join('*')}*`),
    );
    expect(witnessTexts(tangled)).toBeNull();
  });
});
