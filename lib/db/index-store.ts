import type { IndexStore } from '@/lib/ports';
import type { PrismaClient } from './client';

type Row = { snapshotId: string; body: string };

/** Accounts as they were compiled, each beside the snapshot that it was made from. */
export function createIndexStore(prisma: PrismaClient): IndexStore {
  return {
    async load(workspaceId, snapshotIds, format) {
      const rows = await prisma.$queryRaw<Row[]>`
        SELECT c."snapshotId", c."body"
          FROM "CompiledAccount" c JOIN "Snapshot" s ON s."id" = c."snapshotId"
         WHERE c."snapshotId" = ANY (${snapshotIds}) AND c."format" = ${format}
           AND s."workspaceId" = ${workspaceId}`;
      return new Map(rows.map(({ snapshotId, body }) => [snapshotId, body]));
    },

    async save(workspaceId, format, compiled) {
      const snapshotIds = [...compiled.keys()];
      const bodies = [...compiled.values()];
      // In order of id, so that two that save the same never wait for each other.
      await prisma.$executeRaw`
        INSERT INTO "CompiledAccount" ("snapshotId", "format", "body")
        SELECT s."id", ${format}, given."body"
          FROM unnest(${snapshotIds}::text[], ${bodies}::text[]) AS given("id", "body")
          JOIN "Snapshot" s ON s."id" = given."id"
         WHERE s."workspaceId" = ${workspaceId}
         ORDER BY s."id"
           FOR KEY SHARE OF s
            ON CONFLICT ("snapshotId", "format") DO UPDATE SET "body" = EXCLUDED."body"`;
      await forgetEarlier(prisma, workspaceId, snapshotIds);
    },
  };
}

/** Only the latest reading of an account is asked. */
async function forgetEarlier(
  prisma: PrismaClient,
  workspaceId: string,
  snapshotIds: string[],
): Promise<void> {
  await prisma.$executeRaw`
    DELETE FROM "CompiledAccount"
     WHERE ("snapshotId", "format") IN (
       SELECT c."snapshotId", c."format"
         FROM "Snapshot" latest
         JOIN "Snapshot" earlier
           ON earlier."workspaceId" = latest."workspaceId"
          AND earlier."accountId" = latest."accountId"
          AND earlier."takenAt" < latest."takenAt"
         JOIN "CompiledAccount" c ON c."snapshotId" = earlier."id"
        WHERE latest."id" = ANY (${snapshotIds}) AND latest."workspaceId" = ${workspaceId}
          FOR UPDATE OF c SKIP LOCKED)`;
}
