import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, Clock, Random, RateLimitStore } from '@/lib/ports';

export const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@example.com',
  workspaceId: WorkspaceId.parse('w1'),
  workspaceName: 'Practice',
  workspaceKind: 'practice',
  role: 'admin',
};

/** A clock that stands still but when somebody sleeps. */
export function fakeClock(start = '2026-11-24T10:00:00Z'): Clock & { at: number } {
  const clock = {
    at: Date.parse(start),
    now: () => new Date(clock.at),
    sleep: async (milliseconds: number) => {
      clock.at += milliseconds;
    },
  };
  return clock;
}

export function fakeRandom(): Random {
  let count = 0;
  return {
    uuid: () => {
      count += 1;
      return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
    },
    base32: (length) => 'abcdefghijklmnopqrstuvwxyz234567'.slice(0, length),
  };
}

/** One window that never ends. */
export function fakeRateLimits(): Pick<RateLimitStore, 'hit'> {
  const hits = new Map<string, number>();
  return {
    async hit(key) {
      const count = (hits.get(key) ?? 0) + 1;
      hits.set(key, count);
      return count;
    },
  };
}
