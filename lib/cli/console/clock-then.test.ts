import { afterEach, expect, it, vi } from 'vitest';
import { clockThen, nowBy } from './clock-then';

const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toUTCString();

afterEach(() => vi.restoreAllMocks());

it('takes the console’s time where the clock here is off', () => {
  for (const hours of [-2, 2]) {
    const now = nowBy(clockThen(Date.now(), inHours(hours))) ?? 0;
    expect(Math.round((now - Date.now()) / HOUR_MS)).toBe(hours);
  }
});

it('takes the clock here where the console says nothing, or about the same', () => {
  for (const date of [null, '', 'noon', inHours(0)])
    expect(clockThen(Date.now(), date).aheadMs).toBe(0);
});

it('does not know the time once a clock that was off has been set', () => {
  const ahead = clockThen(Date.now(), inHours(-2));
  const right = clockThen(Date.now(), inHours(0));
  const now = Date.now();
  vi.spyOn(Date, 'now').mockReturnValue(now - 2 * HOUR_MS);
  expect(nowBy(ahead)).toBeNull();
  expect(nowBy(right)).toBe(now - 2 * HOUR_MS);
});
