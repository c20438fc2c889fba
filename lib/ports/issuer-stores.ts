import type { AppError } from '@/lib/core/errors';
import type { WorkspaceId } from '@/lib/core/ids';
import type { Result } from '@/lib/core/result';

/** A key that the console signs identity tokens of a workspace with. */
export type StoredIssuerKey = {
  workspaceId: WorkspaceId;
  kid: string;
  /** The public half as a JWK, in JSON. */
  publicJwk: string;
  /** The private half, sealed with a key from the environment. */
  sealedPrivateKey: string;
  createdAt: Date;
};

export type IssuerKeyStore = {
  /** Oldest first. */
  list(workspaceId: WorkspaceId): Promise<StoredIssuerKey[]>;
  /** Does nothing where the workspace has a key of this kid. */
  add(key: StoredIssuerKey): Promise<void>;
  remove(workspaceId: WorkspaceId, kids: string[]): Promise<void>;
};

/** For whom a role is taken: what STS reads from a token beside its issuer and audience. */
export type IdentityClaims = {
  /** `person:anna` */
  subject: string;
  /** Becomes the session's SourceIdentity; the role's trust must allow it to be set. */
  sourceIdentity: string | null;
  /** Become the session's tags, and go on down the chain; null: none. */
  tags: Record<string, string> | null;
};

/** An issuer as whoever checks its tokens reads it. Nothing here is secret. */
export type IssuerDocuments = { configuration: object; keySet: { keys: object[] } };

/** Tokens by which the console proves to AWS for whom it takes a role. */
export type IdentityTokens = {
  /** Makes the first key of the workspace's issuer; tells the issuer's address. */
  open(workspaceId: WorkspaceId): Promise<Result<string, AppError>>;
  /** Drops every key for a new one that signs at once: the others may be known to others. */
  replaceKeys(workspaceId: WorkspaceId): Promise<Result<null, AppError>>;
  /** Address of the workspace's issuer; null while it has none. */
  issuerOf(workspaceId: WorkspaceId): Promise<string | null>;
  /** What the issuer publishes; null while there is none. */
  documentsOf(workspaceId: WorkspaceId): Promise<IssuerDocuments | null>;
  /** A signed token, good for some minutes. A secret: for STS and nothing else. */
  mint(
    workspaceId: WorkspaceId,
    claims: IdentityClaims,
  ): Promise<Result<string, AppError>>;
};
