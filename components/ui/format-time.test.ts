import { describe, expect, it } from 'vitest';
import { formatDistance, formatTime, formatTimeLeft, formatUtc } from './format-time';

const at = '2026-11-27T16:05:09.000Z';
const minuteMs = 60_000;

describe('a moment', () => {
  it.each([
    ['time', 'Europe/Berlin', '17:05 CET'],
    ['time', 'UTC', '16:05 UTC'],
    ['clock', 'UTC', '16:05:09'],
    ['date', 'UTC', '27 Nov 2026'],
    ['datetime', 'UTC', 'Fri 27 Nov 16:05 UTC'],
    ['moment', 'Europe/Berlin', '27 Nov 2026 17:05'],
    ['moment', 'UTC', '27 Nov 2026 16:05 UTC'],
  ] as const)('as %s in %s reads "%s"', (format, zone, text) => {
    expect(formatTime(at, format, zone)).toBe(text);
  });

  it('is given in full UTC on hover', () => {
    expect(formatUtc(at)).toBe('2026-11-27 16:05:09 UTC');
  });

  it.each([
    [-30_000, 'just now'],
    [-2 * minuteMs, '2 min ago'],
    [-3 * 60 * minuteMs, '3 h ago'],
    [-41 * 24 * 60 * minuteMs, '41 d ago'],
    [41 * minuteMs, 'in 41 min'],
  ])('%i ms away reads "%s"', (awayMs, text) => {
    expect(formatDistance(at, Date.parse(at) - awayMs)).toBe(text);
  });
});

it.each([
  [72 * minuteMs, '1 h 12 min left'],
  [60 * minuteMs, '1 h left'],
  [41 * minuteMs + 20_000, '41 min left'],
  [20_000, 'under 1 min left'],
  [0, 'ended'],
])('a session with %i ms to go reads "%s"', (leftMs, text) => {
  expect(formatTimeLeft(leftMs)).toBe(text);
});
