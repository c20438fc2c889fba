import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import { fakeRateLimits } from '@/lib/setup/fakes/people';
import { issueCredentials } from './issue-credentials';
import { limitVending, VENDING_LIMIT } from './limit-vending';
import { openConsole } from './open-console';
import { actor, now, roleArn, world } from './test-world';

const { perPerson, overall } = VENDING_LIMIT;
const wish = { roleArn, durationSeconds: 900 };

it.each([
  ['of the person', { person: perPerson + 1 }, 'You asked for credentials 300 times'],
  ['of everybody', { overall: overall + 1 }, 'asked for 3000 times within an hour'],
])(
  'refuses above the limit %s, without a call, and has it on record',
  async (_, hits, said) => {
    for (const take of [
      (deps: ReturnType<typeof world>['deps']) => issueCredentials(deps, actor, wish),
      (deps: ReturnType<typeof world>['deps']) =>
        openConsole(deps, actor, { ...wish, service: 's3', isSignOutFirst: false }),
    ]) {
      const { deps, events, entries } = world({ hits });
      const taken = await take(deps);
      if (taken.ok) throw new Error('There were too many.');
      expect(taken.error).toMatchObject({ kind: 'throttled', retryAfterSeconds: 3600 });
      expect(describeError(taken.error)).toContain(said);
      expect(events).toEqual(['credentials.refused refused']);
      expect(entries[0]?.details).toMatchObject({ cause: 'throttled' });
    }
  },
);

it('hands out the last one that the limits allow', async () => {
  const { deps } = world({ hits: { person: perPerson, overall } });
  expect(await issueCredentials(deps, actor, wish)).toMatchObject({ ok: true });
});

it('lets nobody use up what is there for everybody', async () => {
  const rateLimits = fakeRateLimits();
  const deps = { rateLimits, clock: { now: () => now } };
  for (let times = 0; times < perPerson; times += 1)
    expect(await limitVending(deps, actor)).toBeNull();
  expect(await limitVending(deps, actor)).not.toBeNull();
  expect(await rateLimits.hit('vend', 3600, now)).toBe(perPerson + 1);
});
