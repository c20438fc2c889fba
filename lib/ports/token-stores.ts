import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry } from './activity';

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

/** What a person allowed a computer by, as its hash. */
export type SignInCode =
  | { kind: 'cli'; codeHash: string }
  | { kind: 'device'; deviceHash: string };

type NewToken = Omit<StoredToken, 'lastUsedAt'> & { secretHash: string };

/** Tokens of people's programs. Only the hash of the secret is kept. */
export type TokenStore = {
  /**
   * Spends the code and makes the token that it stands for, with the entry in the log, or does
   * nothing: false when the code is gone. Whoever ends a person's sign-ins deletes the codes
   * first and then the tokens, so that no token comes of a code that was being spent.
   */
  createFor(code: SignInCode, token: NewToken, entry: ActivityEntry): Promise<boolean>;
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
  /** False, and no code, where the sign-in that allows it has ended by then. */
  put(
    codeHash: string,
    code: StoredCliCode,
    sessionId: string,
    now: Date,
  ): Promise<boolean>;
  /** Null when it is wrong, used or expired. */
  find(codeHash: string, now: Date): Promise<StoredCliCode | null>;
  /** Takes it away, without a token. */
  drop(codeHash: string): Promise<void>;
};
