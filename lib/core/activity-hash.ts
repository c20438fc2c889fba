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
 * What is hashed of one activity row, in the parts around `at` and `sequence`: its canonical JSON.
 * The hash of the row before follows the last.
 */
export function hashedPartsOf(entry: HashedActivity): [string, string, string] {
  const { workspaceId, actorId, actorName, event, outcome } = entry;
  const { sentence, target, planId, details } = entry;
  const between = { details, event, outcome, planId, sentence };
  return [
    `{${membersOf({ actorId, actorName })},"at":"`,
    `",${membersOf(between)},"sequence":`,
    `,${membersOf({ target, workspaceId })}}`,
  ];
}

const membersOf = (part: object): string => canonicalJson(part).slice(1, -1);

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
  const [start, between, end] = hashedPartsOf(entry);
  return sha256(`${start}${at.toISOString()}${between}${sequence}${end}${previousHash}`);
}
