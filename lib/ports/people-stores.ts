import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Actor, MemberRole, SignedIn } from './actor';

export type StoredWorkspace = { id: WorkspaceId; name: string; kind: 'practice' | 'aws' };

export type WorkspaceStore = {
  /** Makes it when it is not there yet. */
  ensure(workspace: StoredWorkspace): Promise<void>;
  find(id: WorkspaceId): Promise<StoredWorkspace | null>;
  list(): Promise<StoredWorkspace[]>;
  portalOf(id: WorkspaceId): Promise<Portal | null>;
  setPortal(id: WorkspaceId, portal: Portal | null): Promise<void>;
  allowsDeviceCodes(id: WorkspaceId): Promise<boolean>;
  anyAllowsDeviceCodes(): Promise<boolean>;
  setDeviceCodes(id: WorkspaceId, isAllowed: boolean): Promise<void>;
};

/** The access portal of IAM Identity Center. */
export type Portal = { startUrl: string; region: string };

/** Somebody in a workspace, as others see them. */
export type Person = Pick<Actor, 'userId' | 'name' | 'email' | 'handle' | 'role'>;

export type PeopleStore = {
  countAdministrators(): Promise<number>;
  addMember(workspaceId: WorkspaceId, userId: UserId, role: MemberRole): Promise<void>;
  /** Takes back somebody made just now, unless they joined anywhere meanwhile. */
  removeUnjoined(userId: UserId): Promise<void>;
  listMembers(workspaceId: WorkspaceId): Promise<{ userId: UserId; role: MemberRole }[]>;
  listPeople(workspaceId: WorkspaceId): Promise<Person[]>;
  /** Gives the person a unique, immutable handle made from the e-mail's local part. */
  ensureHandle(userId: UserId, proposal: string): Promise<string>;
  /** The person as they act in their current workspace; null when they are in none. */
  findActor(userId: UserId): Promise<Actor | null>;
  /**
   * The person of a session that has not ended, by the hash of its token, as they act in their
   * current workspace. One that has ended is removed.
   */
  findSignedIn(tokenHash: string): Promise<SignedIn | null>;
  /** Whoever signs in by this e-mail, in their oldest workspace; null when they are in none. */
  findByEmail(email: string): Promise<Actor | null>;
  /** The person as they act in this workspace; null when they are no member of it. */
  findActorIn(workspaceId: WorkspaceId, userId: UserId): Promise<Actor | null>;
  switchWorkspace(userId: UserId, workspaceId: WorkspaceId): Promise<boolean>;
};

/** The one-time code that makes the first administrator. Only its hash is kept. */
export type FirstRunStore = {
  /** Replaces any earlier code. */
  put(codeHash: string, expiresAt: Date): Promise<void>;
  /** Uses the code up, in one statement; false when wrong, used or expired. */
  redeem(codeHash: string, now: Date): Promise<boolean>;
};

/** Counts attempts in the database, so that replicas share the limit. */
export type RateLimitStore = {
  /** Adds one and tells how many there were in the window. */
  hit(key: string, windowSeconds: number, now: Date): Promise<number>;
  /** Takes one hit back: what was tried did not count against the limit after all. */
  takeBack(key: string): Promise<void>;
};
