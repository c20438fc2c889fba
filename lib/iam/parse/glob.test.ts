import { describe, expect, it } from 'vitest';
import {
  arnGlobMatches,
  globMatches,
  joinGlobs,
  literalGlob,
  resourceGlobMatches,
  sampleOf,
  wildcardGlob,
} from './glob';

const known = new Map<string, RegExp>();

/** What the quick matcher must say, in as few steps of thought as possible. */
function asRegExp(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  const source = escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]');
  const found = known.get(source) ?? new RegExp(`^${source}$`);
  known.set(source, found);
  return found;
}

function partsOf(text: string): string[] | null {
  const parts = text.split(':');
  return parts.length < 6 ? null : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function naiveArnMatches(pattern: string, text: string): boolean {
  if (/^\*+$/.test(pattern)) return true;
  const [wanted, got] = [partsOf(pattern), partsOf(text)];
  if (!wanted || !got) return false;
  return wanted.every((part, at) => asRegExp(part).test(got[at] ?? ''));
}

function naiveResourceMatches(pattern: string, text: string): boolean {
  const isShort = partsOf(pattern) === null && pattern.endsWith('*');
  return isShort ? asRegExp(pattern).test(text) : naiveArnMatches(pattern, text);
}

/** All texts of up to `length` characters of an alphabet. */
const textsOf = (alphabet: string[], length: number): string[] =>
  length === 0
    ? ['']
    : [
        '',
        ...textsOf(alphabet, length - 1).flatMap((rest) =>
          alphabet.map((one) => one + rest),
        ),
      ];

/** The pairs for which two matchers differ. */
const differences = (
  patterns: string[],
  texts: string[],
  matches: (pattern: string, text: string) => boolean,
  naive: (pattern: string, text: string) => boolean,
): [string, string][] =>
  patterns.flatMap((pattern) =>
    texts
      .filter((text) => matches(pattern, text) !== naive(pattern, text))
      .map((text): [string, string] => [pattern, text]),
  );

const HEADS = ['arn:aws:iam::1:', 'arn:*:iam::?:', '*:*:*:*:*:', 'arn:aws:*', '', 'a*:'];
const ARN_TAILS = textsOf(['a', ':', '*', '?'], 3);
const TEXT_TAILS = textsOf(['a', 'b', ':', '/'], 3);

const arnPatterns = HEADS.flatMap((head) => ARN_TAILS.map((tail) => head + tail));
const arnTexts = ['arn:aws:iam::1:', 'arn:aws:', ''].flatMap((head) =>
  TEXT_TAILS.map((tail) => head + tail),
);

describe('patterns match as a plain matcher says', () => {
  it('whole texts', () => {
    const patterns = textsOf(['a', 'b', '*', '?'], 4);
    const texts = textsOf(['a', 'b'], 5);
    const found = differences(
      patterns,
      texts,
      (pattern, text) => globMatches(wildcardGlob(pattern), text),
      (pattern, text) => asRegExp(pattern).test(text),
    );
    expect(patterns.length * texts.length).toBeGreaterThan(10_000);
    expect(found).toEqual([]);
  });

  it('ARNs, part by part', () => {
    const found = differences(
      arnPatterns,
      arnTexts,
      (pattern, text) => arnGlobMatches(wildcardGlob(pattern), text),
      naiveArnMatches,
    );
    expect(arnPatterns.length * arnTexts.length).toBeGreaterThan(50_000);
    expect(found).toEqual([]);
  });

  it('resources, where a short pattern with an open end covers the rest', () => {
    const found = differences(
      arnPatterns,
      arnTexts,
      (pattern, text) => resourceGlobMatches(wildcardGlob(pattern), text),
      naiveResourceMatches,
    );
    expect(found).toEqual([]);
  });
});

it.each([
  ['arn:aws:iam::1:role/deploy-*', 'role/deploy-'],
  ['arn:*:iam::*:role/?', 'role/'],
  ['arn:aws:s3:::a:b*', 'a:b'],
  ['arn:aws:*', 'arn:aws:'],
  ['*', ''],
])('knows how the last part of what fits %s begins', (pattern, start) => {
  expect(wildcardGlob(pattern).lastStart).toBe(start);
});

it.each([
  ['arn:aws:s3:*', true],
  ['arn:aws:s3:::*', false],
  ['arn:aws:s3', false],
  ['*', true],
])('%s leaves its end open: %s', (pattern, isOpen) => {
  expect(wildcardGlob(pattern).isOpenEnded).toBe(isOpen);
});

it('takes wildcards of a request for themselves, also within a pattern', () => {
  const glob = joinGlobs([wildcardGlob('arn:aws:iam::1:role/*-'), literalGlob('a*')]);
  expect(arnGlobMatches(glob, 'arn:aws:iam::1:role/x-a*')).toBe(true);
  expect(arnGlobMatches(glob, 'arn:aws:iam::1:role/x-ab')).toBe(false);
});

it('cannot be fooled by the characters that stand for wildcards inside', () => {
  expect(globMatches(wildcardGlob('a\uFFFEb'), 'axxb')).toBe(false);
  expect(globMatches(literalGlob('a\uFFFF'), 'ax')).toBe(false);
});

it('makes a text that fits', () => {
  const glob = wildcardGlob('arn:*:iam::?:role/*');
  expect(arnGlobMatches(glob, sampleOf(glob, 'run'))).toBe(true);
});
