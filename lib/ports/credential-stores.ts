import type { UserId, WorkspaceId } from '@/lib/core/ids';

/** Which person may take which role, for how long at most. */
export type StoredGrant = {
  workspaceId: WorkspaceId;
  userId: UserId;
  roleArn: string;
  accountId: string;
  roleName: string;
  description: string;
  maxSeconds: number;
  roleMaxSeconds: number;
  region: string;
  isPinned: boolean;
  /** Taken by a token of the console's issuer; else by its broker, whose sessions are chained. */
  isByToken: boolean;
  /** Whether a session may carry the person as its SourceIdentity, by the latest reading. */
  takesSourceIdentity: boolean;
};

export type GrantStore = {
  listOf(workspaceId: WorkspaceId, userId: UserId): Promise<StoredGrant[]>;
  find(
    workspaceId: WorkspaceId,
    userId: UserId,
    roleArn: string,
  ): Promise<StoredGrant | null>;
  grant(grant: StoredGrant): Promise<void>;
  revoke(workspaceId: WorkspaceId, userId: UserId, roleArn: string): Promise<void>;
  setPinned(
    workspaceId: WorkspaceId,
    userId: UserId,
    roleArn: string,
    isPinned: boolean,
  ): Promise<void>;
};

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
  /** The newest first, with the number of all that match. */
  search(query: SessionQuery): Promise<{ sessions: FoundSession[]; total: number }>;
  /** Members of the workspace who took a session here. */
  takers(workspaceId: WorkspaceId): Promise<{ userId: UserId; name: string }[]>;
  listLive(workspaceId: WorkspaceId, userId: UserId, now: Date): Promise<StoredIssue[]>;
  /** Newest issue per role of this person. */
  lastByRole(
    workspaceId: WorkspaceId,
    userId: UserId,
  ): Promise<{ roleArn: string; issuedAt: Date }[]>;
};
