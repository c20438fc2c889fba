import type { WorkspaceId } from '@/lib/core/ids';
import type { HandshakeLinkStore, StoredHandshakeLink } from '@/lib/ports';
import type { PrismaClient } from './client';

const SHOWN = {
  id: true,
  workspaceId: true,
  planId: true,
  accountId: true,
  createdByName: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastOpenedAt: true,
} satisfies Record<keyof StoredHandshakeLink, true>;

const branded = <T extends { workspaceId: string }>(row: T) => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
});

/** Links as their hashes. They stay with their plan, so that its page can tell what was given out. */
export function createHandshakeLinkStore(prisma: PrismaClient): HandshakeLinkStore {
  return {
    async create(link) {
      await prisma.handshakeLink.create({ data: link, select: { id: true } });
    },

    async find(secretHash, now) {
      const row = await prisma.handshakeLink.findFirst({
        where: { secretHash, revokedAt: null, expiresAt: { gt: now } },
        select: SHOWN,
      });
      return row && branded(row);
    },

    async noteOpened(id, now, quietSince) {
      const { count } = await prisma.handshakeLink.updateMany({
        where: { id, OR: [{ lastOpenedAt: null }, { lastOpenedAt: { lt: quietSince } }] },
        data: { lastOpenedAt: now },
      });
      return count === 1;
    },

    async listOf(workspaceId, planId) {
      const rows = await prisma.handshakeLink.findMany({
        where: { workspaceId, planId },
        select: SHOWN,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
      return rows.map(branded);
    },

    async revoke(workspaceId, id, now) {
      const { count } = await prisma.handshakeLink.updateMany({
        where: { id, workspaceId, revokedAt: null, expiresAt: { gt: now } },
        data: { revokedAt: now },
      });
      return count === 1;
    },
  };
}
