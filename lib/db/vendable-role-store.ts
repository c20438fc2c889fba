import type { VendableRoleStore } from '@/lib/ports';
import type { PrismaClient } from './client';
import { storableText } from './storable-text';

/** What the latest reading says that the console can take. */
export function createVendableRoleStore(prisma: PrismaClient): VendableRoleStore {
  return {
    async replace(workspaceId, accountIds, roles) {
      const arns = roles.map(({ roleArn }) => roleArn);
      const rows = storableText(
        JSON.stringify(roles.map((role) => ({ workspaceId, ...role }))),
      );
      const [removedTotal, writtenTotal] = await prisma.$transaction([
        prisma.$executeRaw`
          DELETE FROM "VendableRole"
           WHERE "workspaceId" = ${workspaceId} AND "accountId" = ANY(${accountIds})
             AND NOT ("roleArn" = ANY(${arns}))`,
        // A row that says the same is not written again.
        prisma.$executeRaw`
          INSERT INTO "VendableRole" AS v
          SELECT * FROM json_populate_recordset(NULL::"VendableRole", ${rows}::json)
          ON CONFLICT ("workspaceId", "roleArn") DO UPDATE SET
            "description" = EXCLUDED."description",
            "roleMaxSeconds" = EXCLUDED."roleMaxSeconds",
            "region" = EXCLUDED."region",
            "isByBroker" = EXCLUDED."isByBroker",
            "brokerTakesSourceIdentity" = EXCLUDED."brokerTakesSourceIdentity",
            "brokerTakesTags" = EXCLUDED."brokerTakesTags",
            "tokenHandles" = EXCLUDED."tokenHandles",
            "tokenTakesSourceIdentity" = EXCLUDED."tokenTakesSourceIdentity",
            "tokenTakesTags" = EXCLUDED."tokenTakesTags"
          WHERE (v.*) IS DISTINCT FROM (EXCLUDED.*)`,
      ]);
      return removedTotal + writtenTotal;
    },

    async list(workspaceId, roleArns) {
      const rows = await prisma.vendableRole.findMany({
        where: { workspaceId, ...(roleArns ? { roleArn: { in: roleArns } } : {}) },
        orderBy: { roleArn: 'asc' },
      });
      return rows.map(({ workspaceId: _, ...role }) => role);
    },
  };
}
