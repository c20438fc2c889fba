import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { ActivityEntry } from '@/lib/ports';
import type { Prisma } from './generated/client';
import { storableJson } from './storable-text';

type Transaction = Prisma.TransactionClient;
/** Appends to one workspace wait for each other; a burst must not run into Prisma's five seconds. */
export const LOGGED_TRANSACTION = { timeout: 20_000, maxWait: 20_000 };

type Head = { sequence: number; hash: string; at: Date };

/**
 * The newest link, locked until the transaction ends. The time is the database's, read under
 * the lock, so that it does not run backwards along the chain whatever replicas' clocks say.
 */
async function lockHead(transaction: Transaction, workspaceId: string): Promise<Head> {
  const [head] = await transaction.$queryRaw<Head[]>`
    INSERT INTO "ActivityHead" ("workspaceId", "sequence", "hash")
    VALUES (${workspaceId}, 0, ${FIRST_PREVIOUS_HASH})
    ON CONFLICT ("workspaceId") DO UPDATE SET "sequence" = "ActivityHead"."sequence"
    RETURNING "sequence", "hash",
              date_trunc('milliseconds', clock_timestamp()) AS "at"`;
  if (!head) throw new Error(`The activity chain of ${workspaceId} has no head.`);
  return head;
}

/** Adds one link to the chain, as a part of a transaction. */
export const appendActivity = (
  transaction: Transaction,
  entry: ActivityEntry,
): Promise<void> => appendActivities(transaction, [entry]);

/**
 * Adds links to the chain of one workspace, as a part of a transaction. Every other append there
 * waits from here to the commit, so it comes last, and takes few statements however many it adds.
 */
export async function appendActivities(
  transaction: Transaction,
  entries: readonly ActivityEntry[],
): Promise<void> {
  const [first] = entries;
  if (!first) return;
  const { workspaceId } = first;
  const head = await lockHead(transaction, workspaceId);
  const { at } = head;
  let { sequence, hash } = head;
  const data = entries.map((given) => {
    const entry = storableJson(given);
    const previousHash = hash;
    sequence += 1;
    hash = hashOfActivity(entry, previousHash, sequence, at);
    return rowOf(entry, { sequence, at, previousHash, hash });
  });
  // One statement for the links and the head: each more is a way to the database and back.
  await transaction.$executeRaw`
    WITH "links" AS (
      INSERT INTO "ActivityEvent"
      SELECT * FROM json_populate_recordset(NULL::"ActivityEvent", ${JSON.stringify(data)}::json)
    )
    UPDATE "ActivityHead" SET "sequence" = ${sequence}, "hash" = ${hash}
    WHERE "workspaceId" = ${workspaceId}`;
}

type Link = Head & { previousHash: string };

const rowOf = (entry: ActivityEntry, link: Link) => ({
  workspaceId: entry.workspaceId,
  actorId: entry.actorId,
  actorName: entry.actorName,
  event: entry.event,
  outcome: entry.outcome,
  sentence: entry.sentence,
  target: entry.target,
  planId: entry.planId,
  details: entry.details,
  ...link,
});
