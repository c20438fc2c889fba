import { afterEach, expect, it, vi } from 'vitest';
import { localOfUtc, utcOfLocal } from './local-moment';

afterEach(() => vi.unstubAllEnvs());

it.each([
  ['UTC', '2026-12-31T23:00', '2026-12-31T23:00:00Z'],
  ['Europe/Berlin', '2026-12-31T23:00', '2026-12-31T22:00:00Z'],
  ['Europe/Berlin', '2026-07-01T00:30', '2026-06-30T22:30:00Z'],
  ['America/New_York', '2026-12-31T23:00', '2027-01-01T04:00:00Z'],
])('in %s, %s is %s, and back', (zone, local, utc) => {
  vi.stubEnv('TZ', zone);
  expect(utcOfLocal(local)).toBe(utc);
  expect(localOfUtc(utc)).toBe(local);
});

it('has nothing to say of half a moment', () => {
  expect(utcOfLocal('')).toBe('');
  expect(utcOfLocal('2026-13')).toBe('');
  expect(localOfUtc('soon')).toBe('');
});
