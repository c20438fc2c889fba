import { describe, expect, it } from 'vitest';
import { mergeLive, sayLive } from './merge-live';

const session = (roleArn: string, issuedAt: string, expiresAt: string) => ({
  roleArn,
  issuedAt,
  expiresAt,
});
const now = Date.parse('2026-11-24T13:00:00Z');

describe('live sessions', () => {
  it('show the newest session of a role once, the next to end first', () => {
    const known = [
      session('a', '2026-11-24T12:30:00Z', '2026-11-24T13:30:00Z'),
      session('b', '2026-11-24T12:10:00Z', '2026-11-24T13:10:00Z'),
    ];
    const begun = [session('b', '2026-11-24T12:59:00Z', '2026-11-24T13:59:00Z')];
    expect(mergeLive(known, begun, now).map((live) => live.expiresAt)).toEqual([
      '2026-11-24T13:30:00Z',
      '2026-11-24T13:59:00Z',
    ]);
  });

  it('3.10: drop a session once it has ended', () => {
    const known = [session('a', '2026-11-24T11:00:00Z', '2026-11-24T13:00:00Z')];
    expect(mergeLive(known, [], now)).toEqual([]);
  });
});

describe('the line beside the title', () => {
  const ending = (expiresAt: string) => session('a', '2026-11-24T12:00:00Z', expiresAt);

  it.each([
    [[], 'No session is live.'],
    [[ending('2026-11-24T13:41:30Z')], '1 session live, it ends in 41 min'],
    [
      [ending('2026-11-24T13:00:30Z'), ending('2026-11-24T14:12:00Z')],
      '2 sessions live, the next ends in under 1 min',
    ],
    [[ending('2026-11-24T14:12:00Z')], '1 session live, it ends in 1 h 12 min'],
  ])('%#', (live, expected) => {
    expect(sayLive(live, now)).toBe(expected);
  });

  it('leaves the minutes out until the page knows the time', () => {
    expect(sayLive([ending('2026-11-24T14:12:00Z')], null)).toBe('1 session live');
  });
});
