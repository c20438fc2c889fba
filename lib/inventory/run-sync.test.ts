import { describe, expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountReading,
  Actor,
  AwsConnection,
  AwsFailure,
  NewSnapshot,
  OrganizationReading,
  StoredAccount,
  StoredConnection,
} from '@/lib/ports';
import { runSync } from './run-sync';
import type { CrossingRow, SyncStatus } from './schema';
import { startSync } from './start-sync';
import {
  account,
  arnOf,
  mayBecome,
  orgOf,
  PEOPLE,
  PROD,
  role,
  stored,
  TOOLING,
  trust,
} from './test-estate';

const workspaceId = WorkspaceId.parse('sync');
const practice: StoredConnection = {
  kind: 'practice',
  profile: null,
  region: 'eu-west-1',
  hubAccountId: TOOLING,
  readRoleArn: null,
  writeRoleArn: null,
  externalId: null,
  callerArn: null,
  checkedAt: null,
};
const ec2 = trust({ Service: 'ec2.amazonaws.com' });
const DEPLOY = arnOf(PROD, 'role/deploy');
const READINGS: Record<string, AccountReading> = {
  [TOOLING]: {
    account: account([role(TOOLING, 'ci', ec2, mayBecome(DEPLOY))]),
    missing: [],
  },
  [PROD]: {
    account: account([role(PROD, 'deploy', trust({ AWS: TOOLING }))]),
    missing: [
      { action: 's3:GetBucketPolicy', sentence: 'AWS refused s3:GetBucketPolicy for x.' },
    ],
  },
};
const refused: AwsFailure = {
  kind: 'refused',
  operation: 'iam:GetAccountAuthorizationDetails',
  code: 'AccessDenied',
  message:
    'User is not authorized to perform: iam:GetAccountAuthorizationDetails on resource: *',
  requestId: null,
};

type Read = (accountId: string) => Result<AccountReading, AwsFailure> | Error;
const usual: Read = (accountId) => {
  const reading = READINGS[accountId];
  return reading ? ok(reading) : err(refused);
};

function world(
  read: Read = usual,
  organization?: Result<OrganizationReading, AwsFailure>,
) {
  const accounts = new Map<string, StoredAccount>();
  for (const [id, name] of [
    [TOOLING, 'Tooling'],
    [PEOPLE, 'People'],
    [PROD, 'Prod'],
  ] as const)
    accounts.set(
      id,
      stored(workspaceId, id, name, { connection: practice, snapshotId: null }),
    );
  const snapshots: NewSnapshot[] = [];
  const updates: Partial<SyncStatus>[] = [];
  const sentences: string[] = [];
  const jobs: unknown[] = [];
  let crossings: CrossingRow[] = [];
  let running = 0;
  let runningMax = 0;
  const deps = {
    accounts: {
      list: async () => [...accounts.values()],
      upsert: async (change: Partial<StoredAccount> & { id: string }) =>
        void accounts.set(change.id, {
          ...(accounts.get(change.id) ?? stored(workspaceId, change.id, '')),
          ...change,
        }),
      setHealth: async () => undefined,
    },
    snapshots: {
      save: async (snapshot: NewSnapshot) => {
        snapshots.push(snapshot);
        const known = accounts.get(snapshot.accountId);
        const snapshotId = `${snapshot.accountId} ${snapshots.length}`;
        if (known && snapshot.account) accounts.set(known.id, { ...known, snapshotId });
        return snapshotId;
      },
      saveOrg: async () => undefined,
      loadOrg: async () => orgOf(),
      loadLatest: async () =>
        snapshots.flatMap(({ accountId, takenAt, account: collected }) =>
          collected
            ? [{ accountId, snapshotId: accountId, takenAt, account: collected }]
            : [],
        ),
    },
    crossings: {
      replaceAll: async (_id: WorkspaceId, rows: CrossingRow[]) => {
        crossings = rows;
      },
    },
    syncs: {
      update: async (_id: string, status: Partial<SyncStatus>) =>
        void updates.push(status),
      start: async () => 'sync-1',
    },
    activity: {
      append: async (entry: { sentence: string }) => void sentences.push(entry.sentence),
    },
    aws: {
      readOrganization: async () => organization ?? err(refused),
      readAccount: async (
        connection: AwsConnection,
        onProgress: (progress: { rolesRead: number }) => void,
      ) => {
        running += 1;
        runningMax = Math.max(runningMax, running);
        await new Promise((resolve) => setImmediate(resolve));
        onProgress({ rolesRead: 1 });
        running -= 1;
        const reading = read(connection.accountId);
        if (reading instanceof Error) throw reading;
        return reading;
      },
    },
    clock: { now: () => new Date('2026-11-24T09:26:00.000Z') },
    hubOf: async (): Promise<AwsConnection | null> => null,
    enqueue: async (job: unknown) => void jobs.push(job),
  };
  return {
    deps,
    accounts,
    snapshots,
    updates,
    sentences,
    jobs,
    crossings: () => crossings,
    runningMax: () => runningMax,
  };
}

const job = { workspaceId, syncId: 'sync-1', accountIds: [TOOLING, PEOPLE, PROD] };

describe('reading accounts', () => {
  it('goes on when one fails, and says which permission was missing', async () => {
    const { deps, snapshots, updates, sentences } = world();
    await runSync(deps, job);
    const byAccount = new Map(
      snapshots.map((snapshot) => [snapshot.accountId, snapshot]),
    );
    expect(byAccount.get(TOOLING)).toMatchObject({ state: 'complete', sentence: null });
    expect(byAccount.get(PROD)).toMatchObject({
      state: 'partial',
      missingPermissions: ['s3:GetBucketPolicy'],
    });
    expect(byAccount.get(PEOPLE)).toMatchObject({
      state: 'failed',
      account: null,
      missingPermissions: ['iam:GetAccountAuthorizationDetails'],
      sentence: expect.stringContaining(
        'No permission for iam:GetAccountAuthorizationDetails.',
      ),
    });
    expect(updates.at(-1)).toMatchObject({
      state: 'done',
      accountsRead: 3,
      rolesRead: 3,
      current: null,
      finishedAt: '2026-11-24T09:26:00.000Z',
    });
    expect(sentences).toEqual([
      '2 of 3 accounts read; Prod only in part; failing: People.',
    ]);
  });

  it('builds the crossings from what was read', async () => {
    const { deps, crossings } = world();
    await runSync(deps, job);
    expect(crossings()).toMatchObject([
      { who: { name: 'ci' }, role: { name: 'deploy' }, deck: 'works' },
      { who: { kind: 'service' }, role: { name: 'ci' } },
    ]);
  });

  it('ends as done even when one breaks off inside the console', async () => {
    const { deps, updates, snapshots } = world((id) =>
      id === PEOPLE ? new Error('bug') : usual(id),
    );
    await runSync(deps, job);
    const last = updates.at(-1);
    expect(last).toMatchObject({ state: 'done', accountsRead: 3 });
    expect(last?.failures?.find(({ name }) => name === 'People')?.sentence).toContain(
      'broke off',
    );
    expect(snapshots).toHaveLength(2);
  });

  it('never reads more than four at once', async () => {
    const many = world(() => err(refused));
    const ids = Array.from({ length: 12 }, (_, index) => String(200_000_000_000 + index));
    for (const id of ids)
      many.accounts.set(id, stored(workspaceId, id, id, { connection: practice }));
    await runSync(many.deps, { ...job, accountIds: ids });
    expect(many.runningMax()).toBe(4);
    expect(many.snapshots).toHaveLength(12);
  });

  it('takes names and places from the organisation first', async () => {
    const organization = ok({
      organizationId: 'o-acme',
      managementAccountId: '100000000001',
      accounts: [
        { id: PROD, name: 'Production EU', ouPath: 'Root/Prod', status: 'ACTIVE' },
        { id: '300000000001', name: 'Closed', ouPath: 'Root', status: 'SUSPENDED' },
        { id: '300000000002', name: 'prod-new', ouPath: 'Root', status: 'ACTIVE' },
      ],
      org: orgOf(),
    });
    const { deps, accounts } = world(usual, organization);
    const hub = {
      kind: 'ambient',
      accountId: TOOLING,
      partition: 'aws',
      region: 'eu-west-1',
    } as const;
    await runSync({ ...deps, hubOf: async () => hub }, { ...job, accountIds: [PROD] });
    expect(accounts.get(PROD)).toMatchObject({
      name: 'Production EU',
      ouPath: 'Root/Prod',
    });
    expect(accounts.has('300000000001')).toBe(false);
    expect(accounts.get('300000000002')).toMatchObject({ isProduction: true });
  });
});

describe('asking for a reading', () => {
  const actor: Actor = {
    userId: UserId.parse('u1'),
    handle: 'mei',
    name: 'Mei',
    email: 'mei@acme.test',
    workspaceId,
    workspaceName: 'Acme',
    workspaceKind: 'aws',
    role: 'operator',
  };

  it('enqueues the accounts that have a connection', async () => {
    const { deps, accounts, jobs } = world();
    accounts.set('200000000000', stored(workspaceId, '200000000000', 'Bare'));
    expect(await startSync(deps, actor, 'all')).toEqual(ok('sync-1'));
    expect(jobs).toEqual([{ name: 'sync', ...job }]);
  });

  it('says which account has no connection', async () => {
    const { deps, accounts, jobs } = world();
    accounts.set('200000000000', stored(workspaceId, '200000000000', 'Bare'));
    expect(await startSync(deps, actor, ['200000000000'])).toEqual(
      err({ kind: 'no_connection', accountId: '200000000000' }),
    );
    expect(await startSync(deps, { ...actor, role: 'viewer' }, 'all')).toEqual(
      err({ kind: 'forbidden', permission: 'inventory:sync' }),
    );
    expect(jobs).toEqual([]);
  });
});
