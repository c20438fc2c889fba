import { expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { ok } from '@/lib/core/result';
import type { ActivityEntry, Actor, PracticeExercise, StoredAccount } from '@/lib/ports';
import { listExercises } from './list-exercises';
import { resetPractice } from './reset-practice';

const actor: Actor = {
  userId: UserId.parse('u1'),
  handle: 'mei',
  name: 'Mei',
  email: 'mei@acme.test',
  workspaceId: WorkspaceId.parse('w1'),
  workspaceName: 'Practice',
  workspaceKind: 'practice',
  role: 'operator',
};

const exercise: PracticeExercise = {
  id: 'close-public-trust',
  title: 'Close the public trust',
  accountId: '999988887777',
  accountName: 'Sandbox',
  subject: 'arn:aws:iam::999988887777:role/demo-share',
  hasRole: true,
  story: '',
  goal: '',
  hints: [],
  readMore: 'https://docs.aws.amazon.com/',
  checks: [],
  isSolved: false,
};

// only what a reading looks at
const account = {
  id: '999988887777',
  name: 'Sandbox',
  connection: { kind: 'practice' },
} as StoredAccount;

function world() {
  const done: string[] = [];
  return {
    done,
    deps: {
      practiceWorlds: {
        exercises: async (id: WorkspaceId) => ok(id === 'w1' ? [exercise] : []),
        reset: async (id: WorkspaceId) => {
          done.push(`reset ${id}`);
          return ok(null);
        },
      },
      accounts: { list: async () => [account] },
      activity: {
        append: async ({ event, outcome }: ActivityEntry) =>
          void done.push(`${event} ${outcome}`),
      },
      syncs: { start: async () => 's1' },
      clock: { now: () => new Date(0) },
      enqueue: async ({ name }: { name: string }) => void done.push(`enqueue ${name}`),
    },
  };
}

it("lists the exercises of the person's own workspace", async () => {
  expect(await listExercises(world().deps, actor)).toEqual(ok([exercise]));
});

it('has no exercises and no way back in a workspace of real accounts', async () => {
  const { deps, done } = world();
  const real: Actor = { ...actor, workspaceKind: 'aws' };
  expect(await listExercises(deps, real)).toMatchObject({ error: { kind: 'not_found' } });
  expect(await resetPractice(deps, real)).toMatchObject({ error: { kind: 'not_found' } });
  expect(done).toEqual([]);
});

it('says so on a console that runs no practice accounts', async () => {
  const deps = { ...world().deps, practiceWorlds: null };
  expect(await listExercises(deps, actor)).toMatchObject({
    error: { kind: 'not_found' },
  });
  expect(await resetPractice(deps, actor)).toMatchObject({
    error: { kind: 'not_found' },
  });
});

it('records the intent, puts the accounts back, then reads them again', async () => {
  const { deps, done } = world();
  expect(await resetPractice(deps, actor)).toEqual(ok('s1'));
  expect(done).toEqual([
    'practice.reset intent',
    'reset w1',
    'inventory.sync intent',
    'enqueue sync',
  ]);
});

it('lets a viewer look, and put nothing back', async () => {
  const { deps, done } = world();
  const viewer: Actor = { ...actor, role: 'viewer' };
  expect((await listExercises(deps, viewer)).ok).toBe(true);
  expect(await resetPractice(deps, viewer)).toMatchObject({
    error: { kind: 'forbidden' },
  });
  expect(done).toEqual([]);
});
