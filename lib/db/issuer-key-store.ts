import type { WorkspaceId } from '@/lib/core/ids';
import type { IssuerKeyStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** Keys of a workspace's issuer. The private halves come and go sealed. */
export function createIssuerKeyStore(prisma: PrismaClient): IssuerKeyStore {
  return {
    async list(workspaceId) {
      const rows = await prisma.issuerKey.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'asc' }, { kid: 'asc' }],
      });
      return rows.map((row) => ({
        ...row,
        workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
      }));
    },

    async add(key) {
      await prisma.issuerKey.create({ data: key, select: { kid: true } });
    },

    async remove(workspaceId, kids) {
      await prisma.issuerKey.deleteMany({ where: { workspaceId, kid: { in: kids } } });
    },
  };
}
