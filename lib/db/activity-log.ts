import { FIRST_PREVIOUS_HASH, hashOfActivity } from '@/lib/core/activity-hash';
import type { WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, ActivityLog, StoredActivity } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import type { ActivityEventModel } from './generated/models';
import { searchPatterns } from './search-terms';
import { storableJson } from './storable-text';

type Transaction = Prisma.TransactionClient;
type Head = { sequence: number; hash: string; at: Date };

/** Appends to one workspace wait for each other; a burst must not run into Prisma's five seconds. */
const APPEND_TRANSACTION = { timeout: 20_000, maxWait: 20_000 };

const storedOf = (row: ActivityEventModel): StoredActivity => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  outcome: row.outcome as StoredActivity['outcome'], // written from this type
  details: row.details as StoredActivity['details'],
});

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

async function append(prisma: PrismaClient, given: ActivityEntry): Promise<void> {
  const entry = storableJson(given);
  const { workspaceId } = entry;
  await prisma.$transaction(async (transaction) => {
    const {
      sequence: last,
      hash: previousHash,
      at,
    } = await lockHead(transaction, workspaceId);
    const sequence = last + 1;
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
  }, APPEND_TRANSACTION);
}

async function list(
  prisma: PrismaClient,
  { workspaceId, q, event, before, limit }: Parameters<ActivityLog['list']>[0],
): Promise<StoredActivity[]> {
  const conditions = [Prisma.sql`"workspaceId" = ${workspaceId}`];
  if (event) conditions.push(Prisma.sql`"event" = ${event}`);
  if (before !== null) conditions.push(Prisma.sql`"sequence" < ${before}`);
  for (const pattern of searchPatterns(q))
    conditions.push(
      Prisma.sql`lower(concat_ws(' ', "actorName", "event", "sentence", "target")) LIKE ${pattern}`,
    );
  const rows = await prisma.$queryRaw<ActivityEventModel[]>`
    SELECT * FROM "ActivityEvent" WHERE ${Prisma.join(conditions, ' AND ')}
     ORDER BY "sequence" DESC LIMIT ${limit}`;
  return rows.map(storedOf);
}

/**
 * The append-only log. The database refuses UPDATE, DELETE and TRUNCATE on it; a change made
 * behind its back breaks the chain of hashes.
 */
export function createActivityLog(prisma: PrismaClient): ActivityLog {
  return {
    append: (entry) => append(prisma, entry),
    list: (query) => list(prisma, query),

    async events(workspaceId) {
      const rows = await prisma.activityEvent.findMany({
        where: { workspaceId },
        distinct: ['event'],
        select: { event: true },
        orderBy: { event: 'asc' },
      });
      return rows.map(({ event }) => event);
    },

    async all(workspaceId) {
      const rows = await prisma.activityEvent.findMany({
        where: { workspaceId },
        orderBy: { sequence: 'asc' },
      });
      return rows.map(storedOf);
    },
  };
}
