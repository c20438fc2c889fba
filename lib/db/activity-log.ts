import type { WorkspaceId } from '@/lib/core/ids';
import type { ActivityLog, StoredActivity } from '@/lib/ports';
import { appendActivity } from './append-activity';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import type { ActivityEventModel } from './generated/models';
import { searchPatterns } from './search-terms';

const storedOf = (row: ActivityEventModel): StoredActivity => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  outcome: row.outcome as StoredActivity['outcome'], // written from this type
  details: row.details as StoredActivity['details'],
});

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
    append: (entry) => appendActivity(prisma, entry),
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
