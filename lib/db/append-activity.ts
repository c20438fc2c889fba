import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { ActivityEntry } from '@/lib/ports';
import type { Prisma } from './generated/client';
import { storableJson } from './storable-text';

type Transaction = Prisma.TransactionClient;
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
export async function appendActivity(
  transaction: Transaction,
  given: ActivityEntry,
): Promise<void> {
  const entry = storableJson(given);
  const { workspaceId } = entry;
  const head = await lockHead(transaction, workspaceId);
  const { hash: previousHash, at } = head;
  const sequence = head.sequence + 1;
  const hash = hashOfActivity(entry, previousHash, sequence, at);
  await transaction.activityEvent.create({
    data: {
      workspaceId,
      sequence,
      at,
      actorId: entry.actorId,
      actorName: entry.actorName,
      event: entry.event,
      outcome: entry.outcome,
      sentence: entry.sentence,
      target: entry.target,
      planId: entry.planId,
      details: entry.details,
      previousHash,
      hash,
    },
    select: { sequence: true },
  });
  await transaction.activityHead.update({
    where: { workspaceId },
    data: { sequence, hash },
    select: { sequence: true },
  });
}
