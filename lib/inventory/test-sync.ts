import { WorkspaceId } from '@/lib/core/ids';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  AccountReading,
  AwsConnection,
  AwsFailure,
  NewSnapshot,
  OrganizationReading,
  StoredAccount,
  StoredConnection,
} from '@/lib/ports';
import { keepIndexes } from './keep-indexes';
import type { CrossingRow, SyncStatus } from './schema';
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
import { fakeIndexStore } from './test-index-store';

export const workspaceId = WorkspaceId.parse('sync');
export const practice: StoredConnection = {
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
export const refused: AwsFailure = {
  kind: 'refused',
  operation: 'iam:GetAccountAuthorizationDetails',
  code: 'AccessDenied',
  message:
    'User is not authorized to perform: iam:GetAccountAuthorizationDetails on resource: *',
  requestId: null,
};

export type Read = (accountId: string) => Result<AccountReading, AwsFailure> | Error;
export const usual: Read = (accountId) => {
  const reading = READINGS[accountId];
  return reading ? ok(reading) : err(refused);
};

type Accounts = Map<string, StoredAccount>;

/** Ports of a reading that answer by themselves and keep what they were told. */
export function world(
  read: Read = usual,
  organization?: Result<OrganizationReading, AwsFailure>,
) {
  const accounts: Accounts = new Map(
    [TOOLING, PEOPLE, PROD].map((id) => [id, connected(id)]),
  );
  const snapshots: NewSnapshot[] = [];
  const updates: Partial<SyncStatus>[] = [];
  const sentences: string[] = [];
  const jobs: unknown[] = [];
  const built: CrossingRow[][] = [];
  const indexes = fakeIndexStore();
  const aws = fakeAws(read, organization ?? err(refused));
  const deps = {
    accounts: accountsOf(accounts),
    snapshots: snapshotsOf(snapshots, accounts),
    crossings: {
      replaceAll: async (_id: WorkspaceId, rows: CrossingRow[]) => void built.push(rows),
    },
    syncs: {
      update: async (_id: string, status: Partial<SyncStatus>) =>
        void updates.push(status),
      start: async () => 'sync-1',
    },
    activity: {
      append: async (entry: { sentence: string }) => void sentences.push(entry.sentence),
    },
    aws: aws.port,
    clock: {
      now: () => new Date('2026-11-24T09:26:00.000Z'),
      sleep: async () => undefined,
    },
    hubOf: async (): Promise<AwsConnection | null> => null,
    indexOf: keepIndexes(indexes.store),
    enqueue: async (job: unknown) => void jobs.push(job),
  };
  const crossings = () => built.at(-1) ?? [];
  const { runningMax } = aws;
  return { deps, accounts, snapshots, updates, sentences, jobs, crossings, runningMax };
}

const NAMES: Record<string, string> = {
  [TOOLING]: 'Tooling',
  [PEOPLE]: 'People',
  [PROD]: 'Prod',
};

const connected = (id: string): StoredAccount =>
  stored(workspaceId, id, NAMES[id] ?? id, { connection: practice, snapshotId: null });

const accountsOf = (accounts: Accounts) => ({
  list: async () => [...accounts.values()],
  upsert: async (change: Partial<StoredAccount> & { id: string }) =>
    void accounts.set(change.id, {
      ...(accounts.get(change.id) ?? stored(workspaceId, change.id, '')),
      ...change,
    }),
  setHealth: async () => undefined,
});

const snapshotsOf = (snapshots: NewSnapshot[], accounts: Accounts) => ({
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
});

function fakeAws(read: Read, organization: Result<OrganizationReading, AwsFailure>) {
  let running = 0;
  let runningMax = 0;
  const port = {
    readOrganization: async () => organization,
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
  };
  return { port, runningMax: () => runningMax };
}
