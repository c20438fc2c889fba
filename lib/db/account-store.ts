import type { WorkspaceId } from '@/lib/core/ids';
import { AccountHealth, ConnectionKind } from '@/lib/inventory/schema';
import type { AccountStore, StoredAccount, StoredConnection } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import type { AccountModel } from './generated/models';

const NO_CONNECTION = {
  connectionKind: null,
  connectionProfile: null,
  connectionRegion: null,
  connectionHubId: null,
  connectionReadRole: null,
  connectionWriteRole: null,
  connectionExternalId: null,
  connectionCallerArn: null,
  connectionCheckedAt: null,
};

function connectionOf(row: AccountModel): StoredConnection | null {
  if (row.connectionKind === null) return null;
  return {
    kind: ConnectionKind.parse(row.connectionKind),
    profile: row.connectionProfile,
    region: row.connectionRegion ?? '',
    hubAccountId: row.connectionHubId,
    readRoleArn: row.connectionReadRole,
    writeRoleArn: row.connectionWriteRole,
    externalId: row.connectionExternalId,
    callerArn: row.connectionCallerArn,
    checkedAt: row.connectionCheckedAt,
  };
}

const columnsOf = (connection: StoredConnection) => ({
  connectionKind: connection.kind,
  connectionProfile: connection.profile,
  connectionRegion: connection.region,
  connectionHubId: connection.hubAccountId,
  connectionReadRole: connection.readRoleArn,
  connectionWriteRole: connection.writeRoleArn,
  connectionExternalId: connection.externalId,
  connectionCallerArn: connection.callerArn,
  connectionCheckedAt: connection.checkedAt,
});

const accountOf = (row: AccountModel): StoredAccount => ({
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  id: row.id,
  name: row.name,
  partition: row.partition,
  ouPath: row.ouPath,
  isProduction: row.isProduction,
  health: AccountHealth.parse(row.health),
  healthSentence: row.healthSentence,
  missingPermissions: row.missingPermissions,
  lastReadAt: row.lastReadAt,
  snapshotId: row.snapshotId,
  rolesTotal: row.rolesTotal,
  principalsTotal: row.principalsTotal,
  bucketsTotal: row.bucketsTotal,
  connection: connectionOf(row),
});

/** Accounts are listed by name. Removing one takes its readings and search rows with it. */
export function createAccountStore(prisma: PrismaClient): AccountStore {
  return {
    async list(workspaceId) {
      const rows = await prisma.account.findMany({
        where: { workspaceId },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(accountOf);
    },

    listAroundHub: (workspaceId) => listAroundHub(prisma, workspaceId),

    async find(workspaceId, id) {
      const row = await prisma.account.findUnique({
        where: { workspaceId_id: { workspaceId, id } },
      });
      return row && accountOf(row);
    },

    async upsert({ workspaceId, id, name, partition, ouPath, isProduction }) {
      const facts = { name, partition, ouPath, isProduction };
      await prisma.account.upsert({
        where: { workspaceId_id: { workspaceId, id } },
        create: { workspaceId, id, ...facts },
        update: facts,
        select: { id: true },
      });
    },

    async setConnection(workspaceId, id, connection) {
      await prisma.account.updateMany({
        where: { workspaceId, id },
        data: connection ? columnsOf(connection) : NO_CONNECTION,
      });
    },

    async setHealth(workspaceId, id, { health, healthSentence, missingPermissions }) {
      await prisma.account.updateMany({
        where: { workspaceId, id },
        data: { health, healthSentence, missingPermissions },
      });
    },

    async remove(workspaceId, id) {
      await prisma.account.deleteMany({ where: { workspaceId, id } });
    },
  };
}

/** By their names: those that another version adds are not asked for. */
const COLUMNS = Prisma.raw(
  Object.values(Prisma.AccountScalarFieldEnum)
    .map((column) => `a."${column}"`)
    .join(', '),
);

/**
 * The first account that names a hub, that hub with the one it is reached through, and those
 * that sign in by a profile.
 */
async function listAroundHub(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
): Promise<StoredAccount[]> {
  const rows = await prisma.$queryRaw<AccountModel[]>`
    WITH ours AS (SELECT * FROM "Account" WHERE "workspaceId" = ${workspaceId}),
         naming AS (SELECT "id", "connectionHubId" FROM ours
                     WHERE "connectionHubId" IS NOT NULL ORDER BY "name", "id" LIMIT 1)
    SELECT ${COLUMNS}
      FROM ours a LEFT JOIN naming n ON true LEFT JOIN ours h ON h."id" = n."connectionHubId"
     WHERE a."connectionKind" = 'profile'
        OR a."id" IN (n."id", n."connectionHubId", h."connectionHubId")
     ORDER BY a."name", a."id"`;
  // Prisma's own reading of a list that nobody wrote.
  return rows.map((row) =>
    accountOf({ ...row, missingPermissions: row.missingPermissions ?? [] }),
  );
}
