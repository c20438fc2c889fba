import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { StepUp } from '@/lib/core/step-up';
import type { ActivityEntry } from './activity';
import type { Actor } from './actor';
import type { Telling } from './notifier';
import type { StoredRequest } from './request-stores';

/** A role that the console can take by the latest reading: what it is, said once. */
export type StoredVendableRole = {
  roleArn: string;
  accountId: string;
  roleName: string;
  description: string;
  roleMaxSeconds: number;
  region: string;
  isByBroker: boolean;
  brokerTakesSourceIdentity: boolean;
  brokerTakesTags: boolean;
  /** Handles of the people for whom it is taken by a token of the console's issuer. */
  tokenHandles: string[];
  tokenTakesSourceIdentity: boolean;
  tokenTakesTags: boolean;
};

export type VendableRoleStore = {
  /** Makes these the vendable roles of the accounts; tells how many rows that changed. */
  replace(
    workspaceId: WorkspaceId,
    accountIds: string[],
    roles: StoredVendableRole[],
  ): Promise<number>;
  /** Of these, those that the console can take; or all. */
  list(workspaceId: WorkspaceId, roleArns?: string[]): Promise<StoredVendableRole[]>;
};

/** Whom a grant is for. */
export type GrantTo =
  | { kind: 'everybody' }
  | { kind: 'person'; userId: UserId }
  | { kind: 'group'; groupId: string };

/** What a grant allows; it never says what the role is. */
export type GrantTerms = {
  /** Null: as long as the role allows. */
  maxSeconds: number | null;
  isReadOnly: boolean;
  /** Nothing but these; empty means any service. */
  services: string[];
  /** An address or a range; null means from anywhere. */
  fromIp: string | null;
  endsAt: Date | null;
  /** How often its holder confirms that it is them before they take the role. */
  stepUp: StepUp;
} & GrantRule;

/**
 * Whether the role can be taken at once, has to be asked for, or is behind a glass that is
 * broken with a reason and reviewed afterwards.
 */
export type GrantRule = {
  rule: 'none' | 'ask' | 'break-glass';
  /** How many people have to allow a request; 0 where none does. */
  approvals: number;
  approverIds: UserId[];
  approverGroupId: string | null;
};

type StoredGrant = GrantTerms & {
  id: string;
  workspaceId: WorkspaceId;
  roleArn: string;
  to: GrantTo;
  createdAt: Date;
  createdByName: string;
  /** When and by whom it was ended before its end. */
  endedAt: Date | null;
  endedByName: string | null;
  /** Counts the changes. */
  version: number;
};

/** The name of the person or the group that a grant is for; null for everybody. */
export type NamedGrant = StoredGrant & { toName: string | null };

/** With the person's own requests by it that were approved and may still be usable. */
export type OfferedGrant = NamedGrant & { requests: StoredRequest[] };

/** What a role is for one person, and the grants that may give it to them. */
export type OfferedRole = {
  roleArn: string;
  accountId: string;
  roleName: string;
  description: string;
  roleMaxSeconds: number;
  region: string;
  isPinned: boolean;
  /** Taken by a token of the console's issuer; else by its broker, whose sessions are chained. */
  isByToken: boolean;
  /** Whether a session may carry the person as its SourceIdentity, by the latest reading. */
  takesSourceIdentity: boolean;
  /** Whether it may carry the tags that say by which request it was taken. */
  takesTags: boolean;
  grants: OfferedGrant[];
};

type Taker = Pick<Actor, 'workspaceId' | 'userId' | 'handle'>;

/** One change of the grants of a workspace. `version` is that of the row it was made for. */
export type GrantChange =
  | { kind: 'add'; grant: Omit<StoredGrant, 'endedAt' | 'endedByName' | 'version'> }
  | { kind: 'change'; id: string; version: number; terms: GrantTerms }
  | { kind: 'end'; id: string; version: number; at: Date; byName: string }
  | { kind: 'restore'; id: string; version: number };

/** One change with what the log says of it, and what people are told. */
export type GrantWrite = { change: GrantChange; entry: ActivityEntry; telling?: Telling };

export type GrantStore = {
  /** Roles that a live grant gives the person or a group of theirs, and the console can take. */
  offeredTo(person: Taker, now: Date): Promise<OfferedRole[]>;
  /** One of them; null when the console cannot take it or no live grant gives it. */
  findOffered(person: Taker, roleArn: string, now: Date): Promise<OfferedRole | null>;
  /** Every grant of the role to the person or a group of theirs, ended ones too, newest first. */
  everOf(person: Taker, roleArn: string): Promise<NamedGrant[]>;
  find(workspaceId: WorkspaceId, id: string): Promise<NamedGrant | null>;
  /** Those that nobody ended; of these roles, or of all. */
  listOpen(workspaceId: WorkspaceId, roleArns?: string[]): Promise<NamedGrant[]>;
  /**
   * Those of every workspace that nobody ended, whose end is in this span, and of which it is yet
   * to be told: that they end soon, or by now that they have ended. Those that end first come
   * first.
   */
  listEnding(
    span: { after: Date; until: Date; now: Date },
    limit: number,
  ): Promise<NamedGrant[]>;
  /** Nothing for one that was changed meanwhile: its new end is told. */
  markTold(
    grants: readonly Pick<NamedGrant, 'id' | 'version'>[],
    at: Date,
  ): Promise<void>;
  /**
   * Makes all changes, and writes their entries to the activity log and what is told of them to
   * the outbox, or does nothing: false when a row is no longer as it was, or somebody holds such
   * a grant already.
   */
  apply(writes: readonly GrantWrite[]): Promise<boolean>;
  /** In practice everybody holds every vendable role, unless somebody ended that grant. */
  giveToEverybody(workspaceId: WorkspaceId, byName: string): Promise<void>;
  setPinned(
    workspaceId: WorkspaceId,
    userId: UserId,
    roleArn: string,
    isPinned: boolean,
  ): Promise<void>;
};

/** That the role of a plan is given to somebody once it is proven, until the plan is undone. */
export type StoredPlanGrant = {
  /** Of the grant as well, once it is given. */
  id: string;
  workspaceId: WorkspaceId;
  planId: string;
  /** To whom and within what: the form of a grant without its role, as JSON. */
  wish: Record<string, unknown>;
  state: 'waiting' | 'given' | 'ended';
  /** Why it was not given, in words. */
  note: string | null;
  chosenById: UserId;
  chosenByName: string;
  createdAt: Date;
};

export type PlanGrantStore = {
  add(grant: StoredPlanGrant, entry: ActivityEntry): Promise<void>;
  /** The oldest first. */
  listOf(workspaceId: WorkspaceId, planId: string): Promise<StoredPlanGrant[]>;
  /** Those to give, for their plans are proven, and those to end, for theirs are undone. */
  listDue(): Promise<(StoredPlanGrant & { isToEnd: boolean; roleArn: string })[]>;
  /** False when it is not there, or was given while it was to go on waiting. */
  settle(
    id: string,
    state: StoredPlanGrant['state'],
    note: string | null,
  ): Promise<boolean>;
  /** Drops one that waits; false when it does not, has a grant already, or is not there. */
  remove(workspaceId: WorkspaceId, id: string, entry: ActivityEntry): Promise<boolean>;
};

export type StoredPersonGroup = {
  id: string;
  name: string;
  memberIds: UserId[];
  /** Grants for it that nobody ended. */
  grantsTotal: number;
};

/** Groups of people, each change with its entry in the activity log. */
export type PersonGroupStore = {
  list(workspaceId: WorkspaceId): Promise<StoredPersonGroup[]>;
  /** Only if these people are in it still; `wasMemberIds` is null for a new group. */
  save(
    workspaceId: WorkspaceId,
    group: Omit<StoredPersonGroup, 'grantsTotal'>,
    wasMemberIds: readonly string[] | null,
    entry: ActivityEntry,
  ): Promise<'saved' | 'name-taken' | 'changed-since'>;
  /** False when a grant that goes on names it, as holder or as approver. */
  remove(workspaceId: WorkspaceId, id: string, entry: ActivityEntry): Promise<boolean>;
};
