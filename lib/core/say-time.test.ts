import { expect, it } from 'vitest';
import { sayTime } from './say-time';

it.each([
  [new Date('2026-11-26T18:30:59Z')],
  ['2026-11-26T18:30:59Z'],
  ['2026-11-26T20:30:00+02:00'],
])('says a moment to the minute in UTC, wherever it was written: %s', (moment) => {
  expect(sayTime(moment)).toBe('2026-11-26 18:30 UTC');
});
