import { describe, expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import { ok } from '@/lib/core/result';
import type { StoredAccount, StoredConnection } from '@/lib/ports';
import { checkConnection } from './check-connection';
import { connectionOf } from './connections';
import { getAccount } from './get-account';
import { listAccounts } from './list-accounts';
import { looksLikeProduction } from './looks-like-production';
import { seedPractice } from './seed-practice';
import { actor } from './test-connections';
import { PROD, stored, TOOLING } from './test-estate';
import { practice } from './test-sync';

const workspaceId = WorkspaceId.parse('w1');
const prod = stored(workspaceId, PROD, 'Prod', { connection: practice });
const unfinished: StoredConnection = {
  ...practice,
  kind: 'assumed',
  externalId: 'db1-x',
};

describe('how an account is reached', () => {
  const profile: StoredConnection = { ...practice, kind: 'profile', profile: 'acme' };
  const hub = stored(workspaceId, TOOLING, 'Tooling', { connection: profile });
  const spoke = (more: Partial<StoredConnection>) =>
    stored(workspaceId, PROD, 'Prod', {
      connection: { ...unfinished, readRoleArn: 'arn:aws:iam::1:role/r', ...more },
    });

  it('is by the practice world of its workspace, a profile, or the process itself', () => {
    expect(connectionOf(prod, [])).toMatchObject({ kind: 'practice', worldId: 'w1' });
    expect(connectionOf(hub, [])).toMatchObject({ kind: 'profile', profile: 'acme' });
    const ambient = { ...hub, connection: { ...practice, kind: 'ambient' as const } };
    expect(connectionOf(ambient, [])).toMatchObject({
      kind: 'ambient',
      accountId: TOOLING,
    });
  });

  it('is by one hop from a hub at most', () => {
    const account = spoke({ hubAccountId: TOOLING });
    expect(connectionOf(account, [hub, account])).toMatchObject({
      kind: 'assumed',
      hub: { kind: 'profile' },
    });
    const hop = { ...hub, connection: { ...unfinished, readRoleArn: 'x' } };
    expect(connectionOf(account, [hop, account])).toBeNull();
  });

  it('is not at all without a hub, a role or an external ID', () => {
    for (const missing of [
      { hubAccountId: null },
      { hubAccountId: TOOLING, readRoleArn: null },
      { hubAccountId: TOOLING, externalId: null },
    ]) {
      const account = spoke(missing);
      expect(connectionOf(account, [hub, account])).toBeNull();
    }
    expect(connectionOf({ ...prod, connection: null }, [])).toBeNull();
  });
});

describe('the accounts page', () => {
  it('shows production first, and no connection where it was not finished', async () => {
    const accounts = [
      stored(workspaceId, '1', 'B'),
      stored(workspaceId, '2', 'A', { connection: unfinished }),
      prod,
    ];
    const rows = await listAccounts({ accounts: { list: async () => accounts } }, actor);
    expect(
      rows.ok && rows.value.map(({ name, connection }) => [name, connection]),
    ).toEqual([
      ['Prod', 'practice'],
      ['A', null],
      ['B', null],
    ]);
  });

  const emptyReading = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
    Trails: [],
  };

  it('shows the last readings of an account and what they missed', async () => {
    const account = { ...prod, missingPermissions: ['s3:GetBucketPolicy'] };
    const takenAt = new Date('2026-11-24T09:26:00.000Z');
    const reading = { id: 's', accountId: PROD, takenAt, sentence: null, rolesTotal: 9 };
    const deps = {
      accounts: { find: async () => account },
      snapshots: {
        listOf: async () => [{ ...reading, state: 'complete' as const }],
        loadLatest: async () => [
          { accountId: PROD, snapshotId: 's', takenAt, account: emptyReading },
        ],
      },
    };
    expect(await getAccount(deps, actor, PROD)).toMatchObject({
      ok: true,
      value: {
        missingPermissions: ['s3:GetBucketPolicy'],
        trails: {
          state: 'attention',
          sentence: expect.stringContaining('No trail of all Regions'),
        },
        snapshots: [{ takenAt: '2026-11-24T09:26:00.000Z', rolesTotal: 9 }],
        connectionDetail: { kind: 'practice' },
      },
    });
  });
});

describe('checking a connection', () => {
  function world(account: StoredAccount, callerAccount: string) {
    const health: unknown[] = [];
    let kept = account;
    const deps = {
      accounts: {
        list: async () => [kept],
        find: async () => kept,
        setConnection: async (
          _id: WorkspaceId,
          _account: string,
          connection: StoredConnection | null,
        ) => {
          kept = { ...kept, connection };
        },
        setHealth: async (_id: WorkspaceId, _account: string, change: unknown) =>
          void health.push(change),
      },
      activity: { append: async () => undefined },
      aws: {
        whoAmI: async () =>
          ok({
            accountId: callerAccount,
            arn: `arn:aws:iam::${callerAccount}:role/x`,
            userId: 'U',
          }),
      },
      clock: { now: () => new Date('2026-11-24T09:00:00.000Z') },
    };
    return { deps, health };
  }

  it('keeps who AWS says we are', async () => {
    const { deps, health } = world(prod, PROD);
    expect(await checkConnection(deps, actor, PROD)).toMatchObject({
      ok: true,
      value: {
        callerArn: `arn:aws:iam::${PROD}:role/x`,
        checkedAt: '2026-11-24T09:00:00.000Z',
      },
    });
    expect(health).toEqual([]);
  });

  it('marks an account as failing when the connection leads elsewhere', async () => {
    const { deps, health } = world(prod, TOOLING);
    expect(await checkConnection(deps, actor, PROD)).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
    expect(health).toMatchObject([{ health: 'failing' }]);
  });
});

describe('practice accounts', () => {
  it('are made once, and keep what a person changed', async () => {
    const accounts = new Map<string, Partial<StoredAccount>>();
    const store = {
      list: async () => [...accounts.values()] as StoredAccount[], // made below, whole enough
      upsert: async (account: { id: string }) => void accounts.set(account.id, account),
      setConnection: async (
        _id: WorkspaceId,
        id: string,
        connection: StoredConnection | null,
      ) => void accounts.set(id, { ...accounts.get(id), connection }),
    };
    const account = { id: PROD, name: 'Prod', partition: 'aws', ouPath: 'Root/Prod' };
    const world = {
      hubAccountId: TOOLING,
      accounts: [{ ...account, environment: 'production' as const }],
    };
    await seedPractice({ accounts: store }, workspaceId, world);
    expect(accounts.get(PROD)).toMatchObject({
      isProduction: true,
      connection: { kind: 'practice', hubAccountId: TOOLING },
    });
    await store.setConnection(workspaceId, PROD, null);
    await seedPractice({ accounts: store }, workspaceId, world);
    expect(accounts.get(PROD)?.connection).toBeNull();
  });
});

it.each([
  ['Prod', true],
  ['prod-eu', true],
  ['Root/Workloads/Production', true],
  ['Non-Prod', false],
  ['products', false],
  ['Data', false],
])('takes %s for production: %s', (text, isProduction) => {
  expect(looksLikeProduction(text)).toBe(isProduction);
});
