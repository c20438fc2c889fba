import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { StoredActivity } from '@/lib/ports';

export type ChainVerdict = {
  isIntact: boolean;
  rowsTotal: number;
  /** The first row that was changed, or that stands where another one is missing. */
  firstBadSequence: number | null;
};

/**
 * Reads a workspace's whole log, oldest row first, and tells whether it is as it was written.
 * A cut tail leaves a shorter chain that is intact in itself, and is not seen here.
 */
export function verifyChain(rows: StoredActivity[]): ChainVerdict {
  let previousHash = FIRST_PREVIOUS_HASH;
  for (const [index, row] of rows.entries()) {
    const isInPlace = row.sequence === index + 1 && row.previousHash === previousHash;
    const hash = hashOfActivity(row, previousHash, row.sequence, row.at);
    if (!isInPlace || row.hash !== hash) {
      return { isIntact: false, rowsTotal: rows.length, firstBadSequence: row.sequence };
    }
    previousHash = hash;
  }
  return { isIntact: true, rowsTotal: rows.length, firstBadSequence: null };
}
