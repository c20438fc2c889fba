import type { WorkspaceId } from '@/lib/core/ids';

/** A link that shows one account's half of a plan to whoever holds it, without its secret. */
export type StoredHandshakeLink = {
  id: string;
  workspaceId: WorkspaceId;
  planId: string;
  /** The account whose half the page shows. */
  accountId: string;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  lastOpenedAt: Date | null;
};

/** Links for owners of other accounts. Only the hash of a secret is kept. */
export type HandshakeLinkStore = {
  create(
    link: Omit<StoredHandshakeLink, 'revokedAt' | 'lastOpenedAt'> & {
      secretHash: string;
    },
  ): Promise<void>;
  /** The link of a secret; null when it is wrong, revoked or expired. */
  find(secretHash: string, now: Date): Promise<StoredHandshakeLink | null>;
  /** Notes an opening; false when one was noted since `quietSince` already. */
  noteOpened(id: string, now: Date, quietSince: Date): Promise<boolean>;
  /** A plan's links, newest first; expired and revoked ones as well. */
  listOf(workspaceId: WorkspaceId, planId: string): Promise<StoredHandshakeLink[]>;
  /** Ends a live link; false when there is none of this id in the workspace. */
  revoke(workspaceId: WorkspaceId, id: string, now: Date): Promise<boolean>;
};

/** That somebody says to have checked what the console cannot see. */
type StoredAttestation = {
  planId: string;
  item: string;
  personId: string;
  personName: string;
  at: Date;
};

export type AttestationStore = {
  listOf(planId: string): Promise<StoredAttestation[]>;
  put(attestation: StoredAttestation): Promise<void>;
  remove(planId: string, item: string): Promise<void>;
};
