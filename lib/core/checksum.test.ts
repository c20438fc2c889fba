import { expect, it } from 'vitest';
import { checksumOf } from './checksum';

it('gives the published sums of FNV-1a', () => {
  expect(checksumOf('')).toBe('811c9dc5');
  expect(checksumOf('a')).toBe('e40c292c');
  expect(checksumOf('foobar')).toBe('bf9cf968');
});

it('tells a text from one that lost, changed or swapped a character', () => {
  const sums = ['drawbridge', 'drawbridg', 'drawbridgE', 'rdawbridge'].map(checksumOf);
  expect(new Set(sums).size).toBe(sums.length);
});
