import { expect, it } from 'vitest';
import { hubAccountIn } from '@/lib/core/hub-account';
import { useTestDatabase } from './test-database';
import {
  newAccount,
  newWorkspace,
  PROD,
  profileConnection,
  snapshotOf,
  TOOLING,
} from './test-rows';

const database = useTestDatabase();

it('keeps health and connection when an account is named again', async () => {
  const { accounts } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await accounts.setConnection(workspaceId, PROD, profileConnection);
  await accounts.setHealth(workspaceId, PROD, {
    health: 'partial',
    healthSentence: 'AWS refused iam:ListRoles.',
    missingPermissions: ['iam:ListRoles'],
  });
  await newAccount(database(), workspaceId, PROD, 'Production');

  expect(await accounts.find(workspaceId, PROD)).toEqual({
    workspaceId,
    id: PROD,
    name: 'Production',
    partition: 'aws',
    ouPath: 'Root/Workloads',
    isProduction: true,
    health: 'partial',
    healthSentence: 'AWS refused iam:ListRoles.',
    missingPermissions: ['iam:ListRoles'],
    lastReadAt: null,
    snapshotId: null,
    rolesTotal: 0,
    principalsTotal: 0,
    bucketsTotal: 0,
    connection: profileConnection,
  });
});

it('takes a connection away whole', async () => {
  const { accounts } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await accounts.setConnection(workspaceId, PROD, profileConnection);
  await accounts.setConnection(workspaceId, PROD, null);
  expect((await accounts.find(workspaceId, PROD))?.connection).toBeNull();
});

it('shows an account to its own workspace only, though both have the same number', async () => {
  const { accounts } = database().stores;
  const ours = await newWorkspace(database());
  const theirs = await newWorkspace(database());
  await newAccount(database(), ours, PROD, 'Ours');
  await newAccount(database(), theirs, PROD, 'Theirs');
  await accounts.setHealth(ours, PROD, {
    health: 'failing',
    healthSentence: 'No answer.',
    missingPermissions: [],
  });
  expect((await accounts.list(theirs)).map(({ name, health }) => [name, health])).toEqual(
    [['Theirs', 'never-read']],
  );
  await accounts.remove(theirs, PROD);
  expect((await accounts.find(ours, PROD))?.name).toBe('Ours');
});

it('lists accounts by name', async () => {
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId, PROD, 'Prod');
  await newAccount(database(), workspaceId, TOOLING, 'Build');
  const names = (await database().stores.accounts.list(workspaceId)).map(
    ({ name }) => name,
  );
  expect(names).toEqual(['Build', 'Prod']);
});

it('lists what tells of the hub, and none of the many that are reached through it', async () => {
  const { accounts } = database().stores;
  const workspaceId = await newWorkspace(database());
  const reached = { ...profileConnection, kind: 'assumed', hubAccountId: PROD } as const;
  for (const [id, name, connection] of [
    [PROD, 'Production', { ...reached, hubAccountId: TOOLING }],
    [TOOLING, 'Tooling', profileConnection],
    ['300000000001', 'B', reached],
    ['300000000002', 'A', reached],
    ['300000000003', 'C', null],
  ] as const) {
    await newAccount(database(), workspaceId, id, name);
    await accounts.setConnection(workspaceId, id, connection);
  }
  const whole = await accounts.list(workspaceId);
  const around = await accounts.listAroundHub(workspaceId);
  expect(around).toEqual(whole.filter(({ name }) => !['B', 'C'].includes(name)));
  expect(hubAccountIn(around)).toEqual(hubAccountIn(whole));
});

it('removes an account with its readings and search rows', async () => {
  const { accounts, snapshots, search } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await snapshots.save(snapshotOf(workspaceId));
  await accounts.remove(workspaceId, PROD);
  expect(await snapshots.listOf(workspaceId, PROD, 10)).toEqual([]);
  const query = { q: '', kinds: [], accountId: null, limit: 10 };
  expect(await search.search(workspaceId, query)).toEqual([]);
});

it('makes one account of many upserts at once', async () => {
  const workspaceId = await newWorkspace(database());
  await Promise.all(
    Array.from({ length: 12 }, () => newAccount(database(), workspaceId)),
  );
  expect(await database().stores.accounts.list(workspaceId)).toHaveLength(1);
});
