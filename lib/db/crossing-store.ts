import type { CrossingRow } from '@/lib/inventory/schema';
import type { CrossingStore } from '@/lib/ports';
import { bulkInsert } from './bulk-insert';
import type { PrismaClient } from './client';
import { columnsOfCrossing, crossingOf } from './crossing-rows';
import { Prisma } from './generated/client';
import type { CrossingModel } from './generated/models';
import { LONG_TRANSACTION } from './save-snapshot';
import { searchPatterns } from './search-terms';

type Filter = Parameters<CrossingStore['search']>[1];

const MAX_ROWS_OF_ROLE = 5000;

function conditionOf(workspaceId: string, filter: Filter): Prisma.Sql {
  const conditions = [Prisma.sql`"workspaceId" = ${workspaceId}`];
  for (const pattern of searchPatterns(filter.q))
    conditions.push(Prisma.sql`"searchText" LIKE ${pattern}`);
  if (filter.state !== 'any') conditions.push(Prisma.sql`"deck" = ${filter.state}`);
  if (filter.outside !== 'any')
    conditions.push(Prisma.sql`"isOutside" = ${filter.outside === 'yes'}`);
  if (filter.account)
    conditions.push(Prisma.sql`${filter.account} IN ("roleAccountId", "whoAccountId")`);
  return Prisma.join(conditions, ' AND ');
}

async function search(
  prisma: PrismaClient,
  workspaceId: string,
  filter: Filter,
  pageSize: number,
): ReturnType<CrossingStore['search']> {
  const where = conditionOf(workspaceId, filter);
  const offset = (filter.page - 1) * pageSize;
  const [rows, matches, crossingsTotal, workspace] = await Promise.all([
    prisma.$queryRaw<CrossingModel[]>`
      SELECT * FROM "Crossing" WHERE ${where}
       ORDER BY "position" LIMIT ${pageSize} OFFSET ${offset}`,
    prisma.$queryRaw<{ total: number }[]>`
      SELECT count(*)::int AS "total" FROM "Crossing" WHERE ${where}`,
    prisma.crossing.count({ where: { workspaceId } }),
    prisma.workspace.findUnique({
      where: { id: workspaceId },
      select: { crossingsBuiltAt: true },
    }),
  ]);
  return {
    rows: rows.map(crossingOf),
    matchesTotal: matches[0]?.total ?? 0,
    crossingsTotal,
    builtAt: workspace?.crossingsBuiltAt ?? null,
  };
}

async function replaceAll(
  prisma: PrismaClient,
  workspaceId: string,
  rows: CrossingRow[],
  builtAt: Date,
): Promise<void> {
  const stored = rows.map((row, position) => ({
    workspaceId,
    position,
    ...columnsOfCrossing(row),
  }));
  await prisma.$transaction(async (transaction) => {
    // First, because it makes a second replacement wait for this one.
    await transaction.workspace.update({
      where: { id: workspaceId },
      data: { crossingsBuiltAt: builtAt },
      select: { id: true },
    });
    await transaction.crossing.deleteMany({ where: { workspaceId } });
    await bulkInsert(transaction, 'Crossing', stored);
  }, LONG_TRANSACTION);
}

/** Who can become which role. Rows come back in the order in which they were built. */
export function createCrossingStore(prisma: PrismaClient): CrossingStore {
  return {
    replaceAll: (workspaceId, rows, builtAt) =>
      replaceAll(prisma, workspaceId, rows, builtAt),

    search: (workspaceId, filter, pageSize) =>
      search(prisma, workspaceId, filter, pageSize),

    async find(workspaceId, id) {
      const row = await prisma.crossing.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
      });
      return row && crossingOf(row);
    },

    async listOfRole(workspaceId, roleArn) {
      const rows = await prisma.crossing.findMany({
        where: { workspaceId, roleArn },
        orderBy: { position: 'asc' },
        take: MAX_ROWS_OF_ROLE,
      });
      return rows.map(crossingOf);
    },
  };
}
