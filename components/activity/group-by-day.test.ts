import { expect, it } from 'vitest';
import type { ActivityRow } from '@/lib/activity/schema';
import { groupByDay, sayEvent } from './group-by-day';

const row = (at: string): ActivityRow => ({ at }) as ActivityRow;
const rows = [
  row('2026-11-24T23:30:00Z'),
  row('2026-11-24T22:30:00Z'),
  row('2026-11-23T12:00:00Z'),
];
const daysIn = (timeZone: string) =>
  groupByDay(rows, timeZone).map(({ day, rows: of }) => [day, of.length]);

it('cuts days where the reader lives, not at midnight UTC', () => {
  expect(daysIn('UTC')).toEqual([
    ['2026-11-24', 2],
    ['2026-11-23', 1],
  ]);
  expect(daysIn('Europe/Berlin')).toEqual([
    ['2026-11-25', 1],
    ['2026-11-24', 1],
    ['2026-11-23', 1],
  ]);
});

it('says an event in words', () => {
  expect(sayEvent('person.first-administrator')).toBe('person first administrator');
});
