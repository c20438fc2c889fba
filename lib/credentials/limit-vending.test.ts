import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import { issueCredentials } from './issue-credentials';
import { VENDING_LIMIT } from './limit-vending';
import { openConsole } from './open-console';
import { actor, roleArn, world } from './test-world';

const wish = { roleArn, durationSeconds: 900 };
type Deps = ReturnType<typeof world>['deps'];

it.each([
  ['a terminal', (deps: Deps) => issueCredentials(deps, actor, wish)],
  [
    'the console',
    (deps: Deps) =>
      openConsole(deps, actor, { ...wish, service: 's3', isSignOutFirst: false }),
  ],
])(
  'refuses above the limit of a person, for %s, without a call, and has it on record',
  async (_, take) => {
    const { deps, events, entries } = world({ hits: VENDING_LIMIT + 1 });
    const taken = await take(deps);
    if (taken.ok) throw new Error('There were too many.');
    expect(taken.error).toMatchObject({ kind: 'throttled', retryAfterSeconds: 3600 });
    expect(describeError(taken.error)).toContain('You asked for credentials 300 times');
    expect(events).toEqual(['credentials.refused refused']);
    expect(entries[0]?.details).toMatchObject({ cause: 'throttled' });
  },
);

it('hands out the last one that the limit allows', async () => {
  const { deps } = world({ hits: VENDING_LIMIT });
  expect(await issueCredentials(deps, actor, wish)).toMatchObject({ ok: true });
});
