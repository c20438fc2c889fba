import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { MemberRole } from '@/lib/core/member-role';

export type { MemberRole };

/** Who asks, in which workspace. Made from the session or the token only, never from input. */
export type Actor = {
  userId: UserId;
  /** Unique, immutable, `[a-z0-9-]{2,24}`; goes into session names and SourceIdentity. */
  handle: string;
  name: string;
  email: string;
  workspaceId: WorkspaceId;
  workspaceName: string;
  workspaceKind: 'practice' | 'aws';
  role: MemberRole;
  /** Of the browser they are signed in with; missing for a program and its token. */
  sessionId?: string | undefined;
  /** When the sign-in of the browser or of the program ends; missing where nobody signed in. */
  signInEndsAt?: Date | undefined;
};

/** Somebody at a page, with their session and all the workspaces they may change to. */
export type SignedIn = Actor & {
  sessionId: string;
  signInEndsAt: Date;
  workspaces: { id: WorkspaceId; name: string; kind: Actor['workspaceKind'] }[];
};
