import * as z from 'zod';
import { AccountId, RoleArn } from '@/lib/core/ids';
import type {
  BridgeView,
  DeckState,
  PartyKind,
  PartyView,
  ProofNodeView,
  RoleRefView,
} from '@/lib/core/views';
import type { TrailsView } from '@/lib/iam/explain/say-trails';
import type { MendPlanView, MendView } from './doctor/diagnosis';

export const ConnectionKind = z.enum(['practice', 'profile', 'assumed', 'ambient']);
export type ConnectionKind = z.infer<typeof ConnectionKind>;

/** never-read → reading → ok, partial (something was missing) or failing (nothing was read). */
export const AccountHealth = z.enum([
  'never-read',
  'reading',
  'ok',
  'partial',
  'failing',
]);
export type AccountHealth = z.infer<typeof AccountHealth>;

export type AccountRow = {
  id: string;
  name: string;
  partition: string;
  ouPath: string;
  isProduction: boolean;
  connection: ConnectionKind | null;
  health: AccountHealth;
  /** One sentence: what was missing, or null when all is well. */
  healthSentence: string | null;
  /** ISO 8601, UTC. */
  lastReadAt: string | null;
  rolesTotal: number;
  principalsTotal: number;
  bucketsTotal: number;
};

export type ConnectionView = {
  kind: ConnectionKind;
  /** Profile of the server's AWS configuration (kind profile). */
  profile: string | null;
  region: string;
  /** Spoke roles and the account whose connection assumes them (kind assumed). */
  hubAccountId: string | null;
  readRoleArn: string | null;
  writeRoleArn: string | null;
  externalId: string | null;
  /** The caller AWS sees, from GetCallerIdentity; null before the first check. */
  callerArn: string | null;
  checkedAt: string | null;
};

export type SnapshotRow = {
  id: string;
  takenAt: string;
  state: 'complete' | 'partial' | 'failed';
  sentence: string | null;
  rolesTotal: number;
};

export type AccountDetail = AccountRow & {
  connectionDetail: ConnectionView | null;
  /** IAM actions AWS refused at the last read, by name. */
  missingPermissions: string[];
  trails: TrailsView;
  snapshots: SnapshotRow[];
};

/** What the owner of a spoke account needs before the account can be connected. */
export type PreparedConnection = {
  accountId: string;
  externalId: string;
  /** Accounts whose connection can take the spoke role, each with the trust to paste. */
  hubs: { accountId: string; name: string; arn: string; trustPolicy: string }[];
};

/** Input of Settings › Accounts › Connect. */
export const ConnectAccountInput = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('profile'),
    accountId: AccountId,
    name: z.string().trim().min(1, 'Give the account a name.').max(64),
    profile: z.string().trim().min(1, 'Name a profile of the server.').max(128),
    region: z.string().trim().min(1).max(32).default('us-east-1'),
  }),
  z.strictObject({
    kind: z.literal('assumed'),
    accountId: AccountId,
    name: z.string().trim().min(1, 'Give the account a name.').max(64),
    hubAccountId: AccountId,
    readRoleArn: RoleArn,
    writeRoleArn: z.union([RoleArn, z.literal('')]).default(''),
    region: z.string().trim().min(1).max(32).default('us-east-1'),
  }),
]);
export type ConnectAccountInput = z.infer<typeof ConnectAccountInput>;

export const SyncStatus = z.object({
  id: z.string(),
  state: z.enum(['running', 'done']),
  accountsTotal: z.number(),
  accountsRead: z.number(),
  rolesRead: z.number(),
  /** Name of the account being read. */
  current: z.string().nullable(),
  failures: z.array(
    z.object({ accountId: z.string(), name: z.string(), sentence: z.string() }),
  ),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
});
export type SyncStatus = z.infer<typeof SyncStatus>;

/** Which of the two halves stands. */
export type Halves = 'both' | 'trust-only' | 'identity-only';

export type CrossingRow = {
  id: string;
  who: PartyView;
  role: RoleRefView;
  deck: DeckState;
  /** `can become`, `can become …, if`, `cannot become`, `may become`. */
  verb: string;
  /** Second line: what allows it, what it hangs on, or who says no. */
  why: string;
  conditionKeys: string[];
  halves: Halves;
  isOutside: boolean;
  /** When the role was last used, by anybody. ISO 8601, UTC. */
  lastUsedAt: string | null;
};

export const AccessFilter = z.object({
  /** Free text over who, role and account names, ids and ARNs. */
  q: z.string().default(''),
  state: z.enum(['any', 'works', 'conditional', 'denied', 'untested']).default('any'),
  outside: z.enum(['any', 'yes', 'no']).default('any'),
  account: z.string().default(''),
  page: z.coerce.number().int().min(1).default(1),
});
export type AccessFilter = z.infer<typeof AccessFilter>;

export type AccessPage = {
  rows: CrossingRow[];
  /** Rows that match the filter, and rows in all. */
  matchesTotal: number;
  crossingsTotal: number;
  pageSize: number;
  accounts: { id: string; name: string }[];
  /** `36 of 38 accounts read`; failing accounts by name. */
  accountsRead: number;
  accountsTotal: number;
  accountsFailing: string[];
  /** ISO 8601, UTC; null before the first read. */
  asOf: string | null;
};

export type CrossingProof = {
  crossing: CrossingRow;
  bridge: BridgeView;
  sentence: string;
  nodes: ProofNodeView[];
  /** The half that is missing, as what has to be added and where; empty where both stand. */
  mends: MendView[];
  mendPlan: MendPlanView | null;
};

/** A pick-list row of the inventory: principals in the wizard, everything in the palette. */
export type SearchHit = {
  kind: PartyKind | 'bucket' | 'account-page';
  id: string;
  arn: string;
  name: string;
  accountId: string;
  accountName: string;
};

export const SearchInput = z.object({
  q: z.string().max(200).default(''),
  kinds: z.string().max(100).default(''),
  account: z.string().max(12).default(''),
});
export type SearchInput = z.infer<typeof SearchInput>;
