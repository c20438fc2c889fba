import { describe, expect, it } from 'vitest';
import { keysToDrop, needsNewKey, signingKeyOf } from './key-ages';

const NOW = new Date('2026-11-26T12:00:00Z');
const madeDaysAgo = (...days: number[]) =>
  days.map((age) => ({
    age,
    createdAt: new Date(NOW.getTime() - age * 24 * 3_600_000),
  }));

describe('the keys of an issuer', () => {
  it.each([
    ['the first signs at once', [0], 0],
    ['a new one waits until everybody knows it', [90.5, 0.5], 90.5],
    ['a day later it signs', [91, 1], 1],
    ['the newest that is known signs', [180, 90, 0.2], 90],
  ])('%s', (_, days, signs) => {
    expect(signingKeyOf(madeDaysAgo(...days), NOW)?.age).toBe(signs);
  });

  it.each([
    [[], true],
    [[89], false],
    [[90], true],
    [[90, 0], false],
  ])('made %j days ago, a new one is needed: %s', (days, isNeeded) => {
    expect(needsNewKey(madeDaysAgo(...days), NOW)).toBe(isNeeded);
  });

  it.each([
    ['the only one stays, however new', [0], []],
    ['one stays while the next is not known', [90, 0.5], []],
    ['one stays while its last tokens may be checked', [91, 1.5], []],
    ['one goes a day after it signed for the last time', [92, 2], [92]],
    ['all that came before go with it', [200, 92, 2], [200, 92]],
  ])('%s', (_, days, dropped) => {
    expect(keysToDrop(madeDaysAgo(...days), NOW).map(({ age }) => age)).toEqual(dropped);
  });

  it('never drops the key that signs', () => {
    for (const days of [[0], [1], [91, 1], [92, 2], [300, 200, 100, 0.1]]) {
      const keys = madeDaysAgo(...days);
      expect(keysToDrop(keys, NOW)).not.toContain(signingKeyOf(keys, NOW));
    }
  });
});
