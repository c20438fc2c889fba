import { expect, it } from 'vitest';
import type { CollectedOrg } from '@/lib/iam/world';
import { useTestDatabase } from './test-database';
import {
  newAccount,
  newWorkspace,
  PROD,
  reading,
  snapshotOf,
  TOOLING,
} from './test-rows';

const database = useTestDatabase();

it('gives back a reading exactly as it was collected', async () => {
  const { snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const id = await snapshots.save(snapshotOf(workspaceId));
  const [latest, ...others] = await snapshots.loadLatest(workspaceId);
  expect(others).toEqual([]);
  expect(latest).toMatchObject({ accountId: PROD, snapshotId: id });
  expect(latest?.takenAt.toISOString()).toBe('2026-11-24T09:26:00.123Z');
  expect(JSON.stringify(latest?.account)).toBe(JSON.stringify(reading));
});

it('makes the reading the latest: health, counts and time of the account', async () => {
  const { accounts, snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const id = await snapshots.save(
    snapshotOf(workspaceId, {
      state: 'partial',
      sentence: 'AWS refused s3:ListAllMyBuckets.',
      missingPermissions: ['s3:ListAllMyBuckets'],
    }),
  );
  expect(await accounts.find(workspaceId, PROD)).toMatchObject({
    snapshotId: id,
    health: 'partial',
    healthSentence: 'AWS refused s3:ListAllMyBuckets.',
    missingPermissions: ['s3:ListAllMyBuckets'],
    rolesTotal: 2,
    principalsTotal: 4,
    bucketsTotal: 2,
    lastReadAt: new Date('2026-11-24T09:26:00.123Z'),
  });
});

it('keeps the last usable reading when a later one failed wholly', async () => {
  const { accounts, snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const usable = await snapshots.save(snapshotOf(workspaceId));
  await snapshots.save(
    snapshotOf(workspaceId, {
      takenAt: new Date('2026-11-24T10:00:00Z'),
      state: 'failed',
      sentence: 'AWS did not answer.',
      account: null,
    }),
  );
  expect(await accounts.find(workspaceId, PROD)).toMatchObject({
    snapshotId: usable,
    health: 'failing',
    healthSentence: 'AWS did not answer.',
    rolesTotal: 2,
  });
  expect((await snapshots.loadLatest(workspaceId))[0]?.snapshotId).toBe(usable);
  const states = (await snapshots.listOf(workspaceId, PROD, 10)).map(
    ({ state, rolesTotal }) => [state, rolesTotal],
  );
  expect(states).toEqual([
    ['failed', 0],
    ['complete', 2],
  ]);
});

it('does not let an older reading that ends later replace a newer one', async () => {
  const { accounts, snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const newer = await snapshots.save(snapshotOf(workspaceId));
  const older = { ...reading, RoleDetailList: [] };
  await snapshots.save(
    snapshotOf(workspaceId, {
      takenAt: new Date('2026-11-24T08:00:00Z'),
      account: older,
    }),
  );
  expect(await accounts.find(workspaceId, PROD)).toMatchObject({
    snapshotId: newer,
    rolesTotal: 2,
  });
});

it('stores each policy document once, however many accounts have it', async () => {
  const { prisma, stores } = database();
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await stores.snapshots.save(snapshotOf(workspaceId));
  const before = await prisma.document.count();
  await newAccount(database(), workspaceId, TOOLING, 'Tooling');
  await stores.snapshots.save(snapshotOf(workspaceId, { accountId: TOOLING }));
  expect(await prisma.document.count()).toBe(before);
  expect(await stores.snapshots.loadLatest(workspaceId)).toHaveLength(2);
});

it('saves accounts with the same documents at the same time', async () => {
  const { snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  const ids = Array.from({ length: 8 }, (_, index) => `00000000000${index}`);
  const documents = Array.from({ length: 200 }, (_, index) => ({
    PolicyName: `p${index}`,
    PolicyDocument: { Sid: `${workspaceId} ${index}` },
  }));
  const withPolicies = (isReversed: boolean) => ({
    ...reading,
    RoleDetailList: reading.RoleDetailList.map((role) => ({
      ...role,
      RolePolicyList: isReversed ? documents.toReversed() : documents,
    })),
  });
  for (const id of ids) await newAccount(database(), workspaceId, id, id);
  await Promise.all(
    ids.map((accountId, index) =>
      snapshots.save(
        snapshotOf(workspaceId, { accountId, account: withPolicies(index % 2 === 0) }),
      ),
    ),
  );
  expect(await snapshots.loadLatest(workspaceId)).toHaveLength(8);
});

it('refuses to change a snapshot or a document', async () => {
  const { prisma, stores } = database();
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const id = await stores.snapshots.save(snapshotOf(workspaceId));
  await expect(
    prisma.snapshot.update({ where: { id }, data: { body: '{}' } }),
  ).rejects.toThrow(/a reading does not change/);
  await expect(prisma.document.updateMany({ data: { body: '{}' } })).rejects.toThrow(
    /known by its hash/,
  );
});

it('leaves nothing behind when the account is not in the workspace', async () => {
  const { prisma, stores } = database();
  const workspaceId = await newWorkspace(database());
  await expect(stores.snapshots.save(snapshotOf(workspaceId))).rejects.toThrow();
  expect(await prisma.snapshot.count({ where: { workspaceId } })).toBe(0);
});

it('keeps odd text: halves of characters and NUL do not stop a reading', async () => {
  const { snapshots, search } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  const account = {
    ...reading,
    RoleDetailList: reading.RoleDetailList.map((role) => ({
      ...role,
      RoleName: `\ud800\0${role.RoleName}`,
      AssumeRolePolicyDocument: { Sid: 'a\0b\udfff' },
    })),
  };
  await snapshots.save(snapshotOf(workspaceId, { account }));
  const [latest] = await snapshots.loadLatest(workspaceId);
  expect(latest?.account).toEqual(account);
  const hits = await search.search(workspaceId, {
    q: 'auditor',
    kinds: ['role'],
    accountId: null,
    limit: 5,
  });
  expect(hits.map(({ name }) => name)).toEqual(['\ufffd\ufffdauditor']);
});

it('keeps the organisation of a workspace, and that there is none', async () => {
  const { snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  const org: CollectedOrg = {
    Id: 'o-example',
    ManagementAccountId: TOOLING,
    Targets: [
      {
        Id: 'r-1',
        Type: 'ROOT',
        ParentId: null,
        ServiceControlPolicies: ['p-1'],
        ResourceControlPolicies: [],
      },
    ],
    Policies: {
      'p-1': {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'Full',
        Content: { Version: '2012-10-17' },
      },
    },
  };
  expect(await snapshots.loadOrg(workspaceId)).toBeNull();
  await snapshots.saveOrg(workspaceId, org);
  expect(await snapshots.loadOrg(workspaceId)).toEqual(org);
  expect(await snapshots.loadOrg(await newWorkspace(database()))).toBeNull();
  await snapshots.saveOrg(workspaceId, null);
  expect(await snapshots.loadOrg(workspaceId)).toBeNull();
});
