import type { PrismaClient } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Rows of a workspace, with what is another's in the copy; the rest stays whatever it is. */
const copyRows = (
  table: string,
  from: string,
  changed: Prisma.Sql,
): Prisma.Sql => Prisma.sql`
  INSERT INTO ${Prisma.raw(`"${table}"`)}
  SELECT (jsonb_populate_record(one, jsonb_build_object(${changed}))).*
    FROM ${Prisma.raw(`"${table}"`)} one WHERE one."workspaceId" = ${from}`;

/** Copies all that a sync read from one workspace to another that has nothing yet. */
export async function copyReadings(
  prisma: PrismaClient,
  from: string,
  to: string,
): Promise<void> {
  const workspace = Prisma.sql`'workspaceId', ${to}::text`;
  const copyOf = (id: Prisma.Sql) => Prisma.sql`md5(${to}::text || ${id})`;
  await prisma.$transaction([
    prisma.$executeRaw`
      UPDATE "Workspace" w SET "org" = f."org", "crossingsBuiltAt" = f."crossingsBuiltAt"
        FROM "Workspace" f WHERE w."id" = ${to} AND f."id" = ${from}`,
    prisma.$executeRaw(
      copyRows(
        'Account',
        from,
        Prisma.sql`${workspace}, 'snapshotId', ${copyOf(Prisma.sql`one."snapshotId"`)}`,
      ),
    ),
    prisma.$executeRaw(
      copyRows(
        'Snapshot',
        from,
        Prisma.sql`${workspace}, 'id', ${copyOf(Prisma.sql`one."id"`)}`,
      ),
    ),
    prisma.$executeRaw`
      INSERT INTO "CompiledAccount" ("snapshotId", "format", "body")
      SELECT ${copyOf(Prisma.sql`c."snapshotId"`)}, c."format", c."body"
        FROM "CompiledAccount" c JOIN "Snapshot" s ON s."id" = c."snapshotId"
       WHERE s."workspaceId" = ${from}`,
    ...['Principal', 'Bucket', 'Crossing', 'VendableRole'].map((table) =>
      prisma.$executeRaw(copyRows(table, from, workspace)),
    ),
  ]);
}
