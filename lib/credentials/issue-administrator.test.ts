import { expect, it } from 'vitest';
import { AccountId } from '@/lib/core/ids';
import { err, ok } from '@/lib/core/result';
import type { ActivityEntry, Actor, PracticeWorlds, StoredAccount } from '@/lib/ports';
import { issueAdministrator } from './issue-administrator';
import { now, actor as person } from './test-world';

const actor: Actor = { ...person, workspaceKind: 'practice', role: 'operator' };
const accountId = AccountId.parse('777788889999');
const keys = {
  accessKeyId: 'ASIAPRACTICE00000000',
  secretAccessKey: 'secret',
  sessionToken: 'token',
  expiresAt: new Date('2026-11-24T10:00:00.000Z'),
};

function world(administratorKeys: PracticeWorlds['administratorKeys']) {
  const entries: ActivityEntry[] = [];
  return {
    entries,
    deps: {
      accounts: {
        // only what the sentence names
        find: async (_: unknown, id: string) =>
          id === accountId ? ({ id, name: 'Prod' } as StoredAccount) : null,
      },
      activity: { append: async (entry: ActivityEntry) => void entries.push(entry) },
      clock: { now: () => now },
      practiceWorlds: { url: 'http://127.0.0.1:4001', administratorKeys },
    },
  };
}

it('gives an hour of administrator keys that name the practice endpoint', async () => {
  const { deps, entries } = world(async (_, __, seconds) =>
    seconds === 3600 ? ok(keys) : err({ kind: 'bad_origin' }),
  );
  const issued = await issueAdministrator(deps, actor, { accountId });
  expect(issued).toMatchObject({ ok: true, value: { sessionToken: 'token' } });
  expect(issued.ok && issued.value.formats.bash).toContain(
    'export AWS_ENDPOINT_URL="http://127.0.0.1:4001"',
  );
  expect(entries.map(({ event, outcome }) => `${event} ${outcome}`)).toEqual([
    'credentials.requested intent',
    'credentials.issued ok',
  ]);
  expect(JSON.stringify(entries)).not.toContain('token');
});

it('gives them for no longer than what is left of the sign-in', async () => {
  const asked: number[] = [];
  const { deps } = world(async (_, __, seconds) => {
    asked.push(seconds);
    return ok(keys);
  });
  const signInEndsAt = new Date(now.getTime() + 20 * 60_000);
  await issueAdministrator(deps, { ...actor, signInEndsAt }, { accountId });
  expect(asked).toEqual([1200]);
});

it('has no such way into real accounts, nor into accounts of others', async () => {
  const { deps, entries } = world(async () => ok(keys));
  const asked = [
    issueAdministrator(deps, { ...actor, workspaceKind: 'aws' }, { accountId }),
    issueAdministrator(deps, actor, { accountId: AccountId.parse('111122223333') }),
    issueAdministrator({ ...deps, practiceWorlds: null }, actor, { accountId }),
  ];
  for (const issued of await Promise.all(asked))
    expect(issued).toMatchObject({ ok: false, error: { kind: 'not_found' } });
  expect(entries).toEqual([]);
});

it('says what the practice accounts said, and records that nothing was given', async () => {
  const { deps, entries } = world(async () =>
    err({ kind: 'unavailable', message: 'They do not answer.' }),
  );
  const issued = await issueAdministrator(deps, actor, { accountId });
  expect(issued).toMatchObject({ ok: false, error: { kind: 'unavailable' } });
  expect(entries.at(-1)).toMatchObject({
    event: 'credentials.refused',
    outcome: 'failed',
  });
});
