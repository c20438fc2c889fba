import { expect, it } from 'vitest';
import type { SearchHit } from '@/lib/inventory/schema';
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

async function estate() {
  const { snapshots } = database().stores;
  const workspaceId = await newWorkspace(database());
  await newAccount(database(), workspaceId);
  await newAccount(database(), workspaceId, TOOLING, 'Tooling');
  await snapshots.save(snapshotOf(workspaceId));
  const inTooling = (arn: string) => arn.replaceAll(PROD, TOOLING);
  const account = {
    ...reading,
    UserDetailList: [],
    GroupDetailList: [],
    Buckets: [],
    OpenIDConnectProviders: [],
    RoleDetailList: ['deploy', 'deployer', 'ci-deploy'].map((RoleName) => ({
      Path: '/',
      RoleName,
      RoleId: `AROA${RoleName}`,
      Arn: inTooling(`arn:aws:iam::${PROD}:role/${RoleName}`),
      AssumeRolePolicyDocument: {},
    })),
  };
  await snapshots.save(snapshotOf(workspaceId, { accountId: TOOLING, account }));
  return workspaceId;
}

type Ask = { q: string; kinds?: SearchHit['kind'][]; accountId?: string; limit?: number };

async function namesOf(
  workspaceId: Awaited<ReturnType<typeof estate>>,
  { q, kinds = [], accountId, limit = 20 }: Ask,
) {
  const hits = await database().stores.search.search(workspaceId, {
    q,
    kinds,
    accountId: accountId ?? null,
    limit,
  });
  return hits.map(({ kind, name, accountName }) => `${kind} ${name} ${accountName}`);
}

it('puts the name itself first, then what begins with it, then what holds it', async () => {
  const workspaceId = await estate();
  expect(await namesOf(workspaceId, { q: 'Deploy' })).toEqual([
    'role deploy Tooling',
    'role deployer Tooling',
    'role ci-deploy Prod',
    'role ci-deploy Tooling',
  ]);
});

it.each<[Ask, string[]]>([
  [{ q: 'ci prod' }, ['role ci-deploy Prod']],
  [{ q: `deployer ${TOOLING}` }, ['role deployer Tooling']],
  [{ q: 'anna' }, ['user anna Prod']],
  [{ q: 'github' }, ['federated token.actions.githubusercontent.com Prod']],
  [{ q: 'app-logs' }, ['bucket app-logs Prod']],
  [{ q: '100%' }, ['bucket empty_100% Prod']],
  [{ q: 'y_1' }, ['bucket empty_100% Prod']],
  [{ q: 'tooling', kinds: ['account-page'] }, ['account-page Tooling Tooling']],
  [{ q: 'tooling', kinds: ['account'] }, ['account Tooling Tooling']],
  [{ q: 'admins', kinds: ['user', 'role'] }, []],
  [{ q: '', kinds: ['user', 'group'] }, ['user anna Prod', 'group admins Prod']],
  [{ q: 'deploy', accountId: PROD }, ['role ci-deploy Prod']],
  [{ q: 'deploy', limit: 1 }, ['role deploy Tooling']],
  [{ q: 'no\0thing' }, []],
])('finds %j', async (ask, names) => {
  expect(await namesOf(await estate(), ask)).toEqual(names);
});

it('finds by the name an account has now', async () => {
  const workspaceId = await estate();
  await newAccount(database(), workspaceId, PROD, 'Payments');
  expect(await namesOf(workspaceId, { q: 'auditor payments' })).toEqual([
    'role auditor Payments',
  ]);
  expect(await namesOf(workspaceId, { q: 'auditor prod' })).toEqual([]);
});

it('names a hit by its ARN, and an account page by the number of the account', async () => {
  const workspaceId = await estate();
  const hits = await database().stores.search.search(workspaceId, {
    q: TOOLING,
    kinds: ['account', 'account-page'],
    accountId: null,
    limit: 5,
  });
  expect(hits).toHaveLength(2);
  expect(hits).toContainEqual({
    kind: 'account-page',
    id: TOOLING,
    arn: `arn:aws:iam::${TOOLING}:root`,
    name: 'Tooling',
    accountId: TOOLING,
    accountName: 'Tooling',
  });
  expect(hits.find(({ kind }) => kind === 'account')?.id).toBe(
    `arn:aws:iam::${TOOLING}:root`,
  );
});

it('forgets what a newer reading does not have any more', async () => {
  const workspaceId = await estate();
  await database().stores.snapshots.save(
    snapshotOf(workspaceId, {
      takenAt: new Date('2026-11-24T12:00:00Z'),
      account: { ...reading, UserDetailList: [], Buckets: [] },
    }),
  );
  expect(await namesOf(workspaceId, { q: 'anna' })).toEqual([]);
  expect(await database().stores.search.findBucket(workspaceId, 'app-logs')).toBeNull();
});

it('finds a bucket with its account and region', async () => {
  const { search } = database().stores;
  const workspaceId = await estate();
  expect(await search.findBucket(workspaceId, 'app-logs')).toEqual({
    name: 'app-logs',
    accountId: PROD,
    accountName: 'Prod',
    region: 'eu-west-1',
  });
  expect((await search.findBucket(workspaceId, 'empty_100%'))?.region).toBe('us-east-1');
  expect(await search.findBucket(workspaceId, 'app-log')).toBeNull();
});

it('finds nothing of another workspace', async () => {
  await estate();
  const other = await newWorkspace(database());
  expect(await namesOf(other, { q: 'deploy' })).toEqual([]);
  expect(await database().stores.search.findBucket(other, 'app-logs')).toBeNull();
});
