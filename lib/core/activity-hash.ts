import { canonicalJson } from './canonical-json';
import { sha256 } from './sha256';

/** What an activity row says, without its place in the chain. */
export type HashedActivity = {
  workspaceId: string;
  actorId: string | null;
  actorName: string;
  event: string;
  outcome: string;
  sentence: string;
  target: string | null;
  planId: string | null;
  details: Record<string, string | number | boolean | null>;
};

/** The hash that the first row of a workspace's chain builds on. */
export const FIRST_PREVIOUS_HASH = '0'.repeat(64);

/**
 * Hash of one activity row: SHA-256 over its canonical JSON, then the hash of the row before
 * (`FIRST_PREVIOUS_HASH` for the first). `at` counts to the millisecond: a store that keeps
 * more must cut it before it hashes.
 */
export function hashOfActivity(
  entry: HashedActivity,
  previousHash: string,
  sequence: number,
  at: Date,
): string {
  const { workspaceId, actorId, actorName, event, outcome } = entry;
  const { sentence, target, planId, details } = entry;
  const row = {
    workspaceId,
    actorId,
    actorName,
    event,
    outcome,
    sentence,
    target,
    planId,
  };
  return sha256(
    `${canonicalJson({ ...row, details, sequence, at: at.toISOString() })}${previousHash}`,
  );
}
