import type { WorkspaceId } from '@/lib/core/ids';

export type ActivityEntry = {
  workspaceId: WorkspaceId;
  actorId: string | null;
  actorName: string;
  /** Dotted name: `credentials.requested`, `plan.step.called`. */
  event: string;
  outcome: 'intent' | 'ok' | 'refused' | 'failed';
  sentence: string;
  /** ARN, plan id or e-mail the entry is about. Never a secret. */
  target: string | null;
  planId: string | null;
  details: Record<string, string | number | boolean | null>;
};

export type StoredActivity = ActivityEntry & {
  sequence: number;
  at: Date;
  previousHash: string;
  hash: string;
};

/** Append-only log; each row holds the hash of the one before (per workspace). */
export type ActivityLog = {
  /** Resolves when the row is durable. A caller must not go on when it rejects. */
  append(entry: ActivityEntry): Promise<void>;
  list(query: {
    workspaceId: WorkspaceId;
    q: string;
    event: string;
    before: number | null;
    limit: number;
  }): Promise<StoredActivity[]>;
  events(workspaceId: WorkspaceId): Promise<string[]>;
  /** Every row in order, for the verification of the chain. */
  all(workspaceId: WorkspaceId): Promise<StoredActivity[]>;
};
