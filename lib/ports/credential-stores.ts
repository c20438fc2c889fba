import type { UserId, WorkspaceId } from '@/lib/core/ids';

/** That credentials were given, to whom and until when. Never the credentials. */
export type StoredIssue = {
  id: string;
  workspaceId: WorkspaceId;
  userId: UserId;
  roleArn: string;
  use: 'terminal' | 'console';
  sessionName: string;
  sourceIdentity: string | null;
  /** What its session policy leaves, in words; null when there is none. */
  limits: string | null;
  issuedAt: Date;
  expiresAt: Date;
};

/** Which sessions to show; a null takes nothing away. */
export type SessionQuery = {
  workspaceId: WorkspaceId;
  userId: UserId | null;
  roleArn: string | null;
  state: 'live' | 'revoked' | 'any';
  /** Part of a role's ARN, a session name, or a person's name or e-mail. */
  q: string;
  now: Date;
  limit: number;
  offset: number;
};

export type FoundSession = StoredIssue & {
  personName: string;
  revocationId: string | null;
};

export type IssueStore = {
  record(issue: StoredIssue): Promise<void>;
  find(workspaceId: WorkspaceId, id: string): Promise<FoundSession | null>;
  /** Those with one of these names, given since then. */
  named(
    workspaceId: WorkspaceId,
    sessionNames: string[],
    since: Date,
  ): Promise<StoredIssue[]>;
  /** Marks the sessions that a revocation ends; tells how many of them were live. */
  markRevoked(revocation: StoredRevocation, now: Date): Promise<number>;
  /** The revocation is taken back: its sessions are what they were. */
  clearRevoked(revocationId: string): Promise<void>;
  /** The newest first, with the number of all that match. */
  search(query: SessionQuery): Promise<{ sessions: FoundSession[]; total: number }>;
  /** Members of the workspace who took a session here. */
  takers(workspaceId: WorkspaceId): Promise<{ userId: UserId; name: string }[]>;
  listLive(workspaceId: WorkspaceId, userId: UserId, now: Date): Promise<StoredIssue[]>;
  /** When this person last took each role, how often since then, and what is live of it now. */
  usesByRole(
    workspaceId: WorkspaceId,
    userId: UserId,
    span: { since: Date; now: Date },
  ): Promise<RoleUse[]>;
};

export type LiveSession = Pick<
  StoredIssue,
  'id' | 'roleArn' | 'sessionName' | 'issuedAt' | 'expiresAt'
>;

export type RoleUse = {
  roleArn: string;
  lastIssuedAt: Date;
  uses: number;
  live: LiveSession[];
};

/**
 * writing → standing → removing → removed. `stopped`: AWS refused the first write, so nothing
 * stands.
 */
type RevocationState = 'writing' | 'standing' | 'removing' | 'removed' | 'stopped';

/** What showed that the denial works, and how far that goes. */
export type RevocationProof = {
  method: 'denied-call' | 'engine';
  holds: boolean;
  sentence: string;
  /** ISO 8601, UTC. */
  at: string;
};

/** One statement that denies a session, or every older one of a role, with its journal. */
export type StoredRevocation = {
  id: string;
  workspaceId: WorkspaceId;
  roleArn: string;
  accountId: string;
  /** Null: every session that began before the cut. */
  sessionName: string | null;
  /** Whose session it is; null for a whole role, and for a session taken past this console. */
  userId: UserId | null;
  cutOffAt: Date;
  /** When the statement stops to matter by itself. */
  endsAt: Date;
  state: RevocationState;
  /** The statement, JSON. */
  statement: string;
  /** The policy of revoked sessions as it stood before the write; null when there was none. */
  before: string | null;
  after: string | null;
  /** The same of the write that took the statement away. */
  beforeRemoval: string | null;
  afterRemoval: string | null;
  createdById: UserId;
  createdByName: string;
  createdAt: Date;
  intendedAt: Date | null;
  calledAt: Date | null;
  doneAt: Date | null;
  removedAt: Date | null;
  /** Who took it back; null when it came to its end. */
  removedByName: string | null;
  requestId: string | null;
  detail: string | null;
  proof: RevocationProof | null;
};

export type RevocationStore = {
  create(revocation: StoredRevocation): Promise<void>;
  find(workspaceId: WorkspaceId, id: string): Promise<StoredRevocation | null>;
  /** Those whose statement stands or may stand, the newest first. */
  listOpen(workspaceId: WorkspaceId): Promise<StoredRevocation[]>;
  /** Texts that the role's policy had before each of our writes. */
  earlierTexts(workspaceId: WorkspaceId, roleArn: string): Promise<string[]>;
  /** Left in the middle of a write, or past their end. All workspaces. */
  listDue(now: Date): Promise<{ workspaceId: WorkspaceId; id: string }[]>;
  /** The journal: durable before it resolves. */
  update(id: string, change: Partial<Omit<StoredRevocation, 'id'>>): Promise<void>;
  /** Moves it on if it is still in one of `from`; false when somebody else did. */
  moveState(
    id: string,
    from: RevocationState[],
    to: RevocationState,
    removedByName?: string,
  ): Promise<boolean>;
  /** Takes a role for this process, or keeps it; false while another one writes to it. */
  lease(key: string, holder: string, seconds: number): Promise<boolean>;
  release(key: string, holder: string): Promise<void>;
};
