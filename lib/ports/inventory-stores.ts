import type { WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, CollectedOrg, PolicyDocument } from '@/lib/iam/world';
import type {
  AccessFilter,
  AccountHealth,
  ConnectionKind,
  CrossingRow,
  SearchHit,
  SyncStatus,
} from '@/lib/inventory/schema';
import type { AwsConnection } from './aws';

export type StoredConnection = {
  kind: ConnectionKind;
  profile: string | null;
  region: string;
  hubAccountId: string | null;
  readRoleArn: string | null;
  writeRoleArn: string | null;
  externalId: string | null;
  callerArn: string | null;
  checkedAt: Date | null;
};

export type StoredAccount = {
  workspaceId: WorkspaceId;
  id: string;
  name: string;
  partition: string;
  ouPath: string;
  isProduction: boolean;
  health: AccountHealth;
  healthSentence: string | null;
  missingPermissions: string[];
  lastReadAt: Date | null;
  /** Latest usable snapshot. */
  snapshotId: string | null;
  rolesTotal: number;
  principalsTotal: number;
  bucketsTotal: number;
  connection: StoredConnection | null;
};

/**
 * How the console reaches an account, or null while it cannot.
 *
 * @param accounts those of its workspace: one of them may take the roles of the account
 */
export type ConnectionOf = (
  account: StoredAccount,
  accounts: StoredAccount[],
) => AwsConnection | null;

export type AccountStore = {
  list(workspaceId: WorkspaceId): Promise<StoredAccount[]>;
  /** Those of them that tell which account is the hub and how it is reached, however many there are. */
  listAroundHub(workspaceId: WorkspaceId): Promise<StoredAccount[]>;
  find(workspaceId: WorkspaceId, accountId: string): Promise<StoredAccount | null>;
  /** Creates or renames; keeps health and connection when they are not given. */
  upsert(
    account: Pick<
      StoredAccount,
      'workspaceId' | 'id' | 'name' | 'partition' | 'ouPath' | 'isProduction'
    >,
  ): Promise<void>;
  setConnection(
    workspaceId: WorkspaceId,
    accountId: string,
    connection: StoredConnection | null,
  ): Promise<void>;
  setHealth(
    workspaceId: WorkspaceId,
    accountId: string,
    health: Pick<StoredAccount, 'health' | 'healthSentence' | 'missingPermissions'>,
  ): Promise<void>;
  remove(workspaceId: WorkspaceId, accountId: string): Promise<void>;
};

export type NewSnapshot = {
  workspaceId: WorkspaceId;
  accountId: string;
  takenAt: Date;
  state: 'complete' | 'partial' | 'failed';
  sentence: string | null;
  missingPermissions: string[];
  /** Null when nothing was read. */
  account: CollectedAccount | null;
};

export type StoredSnapshot = {
  id: string;
  accountId: string;
  takenAt: Date;
  state: 'complete' | 'partial' | 'failed';
  sentence: string | null;
  rolesTotal: number;
};

/** Immutable readings. Policy documents are stored once each, by SHA-256. */
export type SnapshotStore = {
  /**
   * Stores the reading and makes it the account's latest, with the account's health, counts
   * and search rows (roles, principals, buckets), in one transaction. Returns its id.
   */
  save(snapshot: NewSnapshot): Promise<string>;
  listOf(
    workspaceId: WorkspaceId,
    accountId: string,
    limit: number,
  ): Promise<StoredSnapshot[]>;
  /** The latest reading of every account, or of these, whole, documents put back. */
  loadLatest(
    workspaceId: WorkspaceId,
    accountIds?: string[],
  ): Promise<
    { accountId: string; snapshotId: string; takenAt: Date; account: CollectedAccount }[]
  >;
  /**
   * The trust policy of one role in the account's last readings, newest first. Null where the
   * role was not there.
   */
  trustReadings(
    workspaceId: WorkspaceId,
    role: { accountId: string; arn: string },
    limit: number,
  ): Promise<{ takenAt: Date; trust: PolicyDocument | null }[]>;
  saveOrg(workspaceId: WorkspaceId, org: CollectedOrg | null): Promise<void>;
  loadOrg(workspaceId: WorkspaceId): Promise<CollectedOrg | null>;
};

/** Accounts compiled for the index, as text. They can be made anew from their snapshots. */
export type IndexStore = {
  /** Those of this format, by snapshot. */
  load(
    workspaceId: WorkspaceId,
    snapshotIds: string[],
    format: string,
  ): Promise<Map<string, string>>;
  /**
   * Stores texts by snapshot, in place of what stood there in this format; a snapshot that is
   * gone is passed over. Those of the same accounts' earlier snapshots go.
   */
  save(
    workspaceId: WorkspaceId,
    format: string,
    compiled: ReadonlyMap<string, string>,
  ): Promise<void>;
};

export type CrossingStore = {
  /** Replaces all crossings of the workspace by those built from these snapshots. */
  replaceAll(workspaceId: WorkspaceId, rows: CrossingRow[], builtAt: Date): Promise<void>;
  search(
    workspaceId: WorkspaceId,
    filter: AccessFilter,
    pageSize: number,
  ): Promise<{
    rows: CrossingRow[];
    matchesTotal: number;
    crossingsTotal: number;
    builtAt: Date | null;
  }>;
  find(workspaceId: WorkspaceId, id: string): Promise<CrossingRow | null>;
  listOfRole(workspaceId: WorkspaceId, roleArn: string): Promise<CrossingRow[]>;
};

export type SearchStore = {
  /** Names, ARNs and account names that hold the text; best match first. */
  search(
    workspaceId: WorkspaceId,
    query: {
      q: string;
      kinds: SearchHit['kind'][];
      accountId: string | null;
      limit: number;
    },
  ): Promise<SearchHit[]>;
  findBucket(
    workspaceId: WorkspaceId,
    name: string,
  ): Promise<{
    name: string;
    accountId: string;
    accountName: string;
    region: string;
  } | null>;
};

export type SyncStore = {
  start(
    workspaceId: WorkspaceId,
    accountsTotal: number,
    startedAt: Date,
  ): Promise<string>;
  update(id: string, status: Partial<Omit<SyncStatus, 'id'>>): Promise<void>;
  find(workspaceId: WorkspaceId, id: string): Promise<SyncStatus | null>;
  /** The newest run; null when there was none. */
  latest(workspaceId: WorkspaceId): Promise<SyncStatus | null>;
};
