import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry } from './activity';
import type { MemberRole } from './actor';
import type { Person } from './people-stores';

/** Somebody in a workspace, and when they, or a program of theirs, last asked for something. */
type Member = Person & { lastSeenAt: Date | null };

type MemberChange = 'done' | 'gone' | 'last-administrator';

/** What ended with a membership. */
export type Ended = { grants: number; requests: number; tokens: number };

/** The members of workspaces. Each change is written together with its entry in the log. */
export type MemberStore = {
  list(workspaceId: WorkspaceId): Promise<Member[]>;
  /**
   * Nothing is done where the workspace would be left without an administrator. The sessions of
   * whoever may do more now end, and the invites of whoever may not invite any more.
   */
  setRole(
    workspaceId: WorkspaceId,
    userId: UserId,
    role: MemberRole,
    entry: ActivityEntry,
  ): Promise<MemberChange>;
  /**
   * Takes the person out: with the membership end their sessions, and here their tokens, grants,
   * groups, requests and invites. The same care for the last administrator.
   */
  remove(
    workspaceId: WorkspaceId,
    userId: UserId,
    by: { at: Date; name: string },
    entryOf: (ended: Ended) => ActivityEntry,
  ): Promise<MemberChange>;
};

export type StoredInvite = {
  id: string;
  workspaceId: WorkspaceId;
  /** Lower case. */
  email: string;
  role: MemberRole;
  createdById: UserId;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
};

/** Links that make a person a member, each once. Only the hash of the secret is kept. */
export type InviteStore = {
  /** Replaces an earlier one for the same address there. */
  put(invite: StoredInvite & { secretHash: string }, entry: ActivityEntry): Promise<void>;
  /** Those that ran out as well, the newest first. */
  list(workspaceId: WorkspaceId): Promise<StoredInvite[]>;
  /** Null when it is wrong, used, withdrawn or has run out. */
  find(secretHash: string, now: Date): Promise<StoredInvite | null>;
  /**
   * Uses the invite up and makes the person a member; false when it is gone by now, or whoever
   * made it is no administrator any more.
   */
  accept(
    secretHash: string,
    userId: UserId,
    now: Date,
    entry: ActivityEntry,
  ): Promise<boolean>;
  /** Takes it back; false when it is not there. */
  remove(workspaceId: WorkspaceId, id: string, entry: ActivityEntry): Promise<boolean>;
};
