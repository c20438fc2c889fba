import type { UserId, WorkspaceId } from '@/lib/core/ids';

/** A token of a person's program, without its secret. */
export type StoredToken = {
  id: string;
  userId: UserId;
  /** The workspace it acts in, whichever the person looks at. */
  workspaceId: WorkspaceId;
  /** The computer that asked for it. */
  name: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date;
};

/** Tokens of people's programs. Only the hash of the secret is kept. */
export type TokenStore = {
  create(token: Omit<StoredToken, 'lastUsedAt'> & { secretHash: string }): Promise<void>;
  /** Whose token this is, and notes that it was used; null when wrong, revoked or expired. */
  use(
    id: string,
    secretHash: string,
    now: Date,
  ): Promise<Pick<StoredToken, 'userId' | 'workspaceId' | 'expiresAt'> | null>;
  /** A person's live tokens of a workspace, newest first. */
  listOf(workspaceId: WorkspaceId, userId: UserId, now: Date): Promise<StoredToken[]>;
  /** The token that is gone; null when the person has none of this id in the workspace. */
  revoke(
    workspaceId: WorkspaceId,
    userId: UserId,
    id: string,
  ): Promise<Pick<StoredToken, 'name'> | null>;
};

/** That a person allowed a computer to sign in as them. */
export type StoredCliCode = {
  userId: UserId;
  workspaceId: WorkspaceId;
  name: string;
  /** PKCE, S256: base64url of the SHA-256 of the verifier. */
  challenge: string;
  redirectUri: string;
  expiresAt: Date;
};

export type CliCodeStore = {
  put(codeHash: string, code: StoredCliCode, now: Date): Promise<void>;
  /** Takes the code away, in one statement; null when it is wrong, used or expired. */
  redeem(codeHash: string, now: Date): Promise<StoredCliCode | null>;
};
