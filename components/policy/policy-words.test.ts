import { expect, it } from 'vitest';
import { sayFindings } from './say-findings';
import { isNearLimit, saySize } from './size-meter';

const size = (used: number, limit = 10_240) =>
  ({ used, limit, unit: 'characters', isSpaceCounted: false }) as const;
const finding = (severity: 'error' | 'warning' | 'info') => ({
  severity,
  at: 0,
  line: 1,
  message: '',
  why: null,
  fix: null,
});

it.each([
  [412, 10_240, '412 of 10,240 characters, without white space'],
  [2100, 2048, '2,100 of 2,048 characters, without white space: 52 too many'],
])('says that a policy takes %i of %i', (used, limit, words) => {
  expect(saySize(size(used, limit))).toBe(words);
});

it('knows when space runs out', () => {
  expect(isNearLimit(size(8191))).toBe(false);
  expect(isNearLimit(size(8192))).toBe(true);
});

it('counts what was found', () => {
  expect(sayFindings([])).toBe('');
  const found = (['error', 'warning', 'warning', 'info'] as const).map(finding);
  expect(sayFindings(found)).toBe('1 problem, 2 warnings');
});
