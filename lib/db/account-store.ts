import type { WorkspaceId } from '@/lib/core/ids';
import { AccountHealth, ConnectionKind } from '@/lib/inventory/schema';
import type { AccountStore, StoredAccount, StoredConnection } from '@/lib/ports';
import type { PrismaClient } from './client';
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
