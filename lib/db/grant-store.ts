import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { GrantStore, StoredGrant } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { GrantModel } from './generated/models';

const grantOf = ({ createdAt: _, ...row }: GrantModel): StoredGrant => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  userId: row.userId as UserId,
});

const keyOf = (workspaceId: WorkspaceId, userId: UserId, roleArn: string) => ({
  workspaceId_userId_roleArn: { workspaceId, userId, roleArn },
});

/** Who may take which role. Granting again renews everything but the person's own pin. */
export function createGrantStore(prisma: PrismaClient): GrantStore {
  return {
    async listOf(workspaceId, userId) {
      const rows = await prisma.grant.findMany({
        where: { workspaceId, userId },
        orderBy: { roleArn: 'asc' },
      });
      return rows.map(grantOf);
    },

    async find(workspaceId, userId, roleArn) {
      const row = await prisma.grant.findUnique({
        where: keyOf(workspaceId, userId, roleArn),
      });
      return row && grantOf(row);
    },

    async grant({ workspaceId, userId, roleArn, isPinned, ...terms }) {
      await prisma.grant.upsert({
        where: keyOf(workspaceId, userId, roleArn),
        create: { workspaceId, userId, roleArn, isPinned, ...terms },
        update: terms,
        select: { roleArn: true },
      });
    },

    async revoke(workspaceId, userId, roleArn) {
      await prisma.grant.deleteMany({ where: { workspaceId, userId, roleArn } });
    },

    async setPinned(workspaceId, userId, roleArn, isPinned) {
      await prisma.grant.updateMany({
        where: { workspaceId, userId, roleArn },
        data: { isPinned },
      });
    },
  };
}
