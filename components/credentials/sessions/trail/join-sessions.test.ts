import { expect, it } from 'vitest';
import type { TrailSession } from '@/lib/credentials/trail/schema';
import { joinSessions } from './join-sessions';

const told = (id: string, change: Partial<TrailSession> = {}) =>
  ({
    id,
    takenAt: '2026-11-24T08:30:00Z',
    isCallerNamed: true,
    ...change,
  }) as TrailSession; // what is read of it

it.each([
  ['the caller’s account answers first', true],
  ['the role’s account answers first', false],
])('shows a session once, with who took it, when %s', (_, isCallerFirst) => {
  const named = told('a', { caller: 'arn:aws:iam::1:user/lee' });
  const bare = told('a', { caller: '1', isCallerNamed: false });
  const [first, second] = isCallerFirst ? [named, bare] : [bare, named];
  expect(joinSessions([first], [second])).toEqual([named]);
});

it('puts the newest first, whichever account told it', () => {
  const later = told('b', { takenAt: '2026-11-24T08:40:00Z' });
  expect(joinSessions([told('a')], [later]).map(({ id }) => id)).toEqual(['b', 'a']);
});
