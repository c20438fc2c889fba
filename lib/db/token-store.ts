import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { StoredToken, TokenStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** Programs ask often; a minute is exact enough for "last used". */
const USE_NOTED_EVERY_MS = 60_000;

const branded = <T extends { userId: string; workspaceId: string }>(row: T) => ({
  ...row,
  userId: row.userId as UserId, // the brands were checked on the way in
  workspaceId: row.workspaceId as WorkspaceId,
});

const SHOWN = {
  id: true,
  userId: true,
  workspaceId: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
  expiresAt: true,
} satisfies Record<keyof StoredToken, true>;

async function noteUse(
  prisma: PrismaClient,
  { id, lastUsedAt }: Pick<StoredToken, 'id' | 'lastUsedAt'>,
  now: Date,
): Promise<void> {
  const notedBefore = new Date(now.getTime() - USE_NOTED_EVERY_MS);
  if (lastUsedAt && lastUsedAt >= notedBefore) return;
  // Asked again in the statement: of programs that ask at once, one writes.
  await prisma.token.updateMany({
    where: { id, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: notedBefore } }] },
    data: { lastUsedAt: now },
  });
}

/** Tokens as their hashes. What has expired is cleared away when its owner gets a new one. */
export function createTokenStore(prisma: PrismaClient): TokenStore {
  return {
    async create({ id, secretHash, userId, workspaceId, name, createdAt, expiresAt }) {
      await prisma.$transaction([
        prisma.token.deleteMany({ where: { userId, expiresAt: { lte: createdAt } } }),
        prisma.token.create({
          data: { id, secretHash, userId, workspaceId, name, createdAt, expiresAt },
          select: { id: true },
        }),
      ]);
    },

    async use(id, secretHash, now) {
      const token = await prisma.token.findFirst({
        where: { id, secretHash, expiresAt: { gt: now } },
        select: { userId: true, workspaceId: true, expiresAt: true, lastUsedAt: true },
      });
      if (!token) return null;
      const { lastUsedAt, ...owner } = token;
      await noteUse(prisma, { id, lastUsedAt }, now);
      return branded(owner);
    },

    async listOf(workspaceId, userId, now) {
      const rows = await prisma.token.findMany({
        where: { workspaceId, userId, expiresAt: { gt: now } },
        select: SHOWN,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
      return rows.map(branded);
    },

    async revoke(workspaceId, userId, id) {
      const [gone] = await prisma.$queryRaw<{ name: string }[]>`
        DELETE FROM "Token"
        WHERE "id" = ${id} AND "userId" = ${userId} AND "workspaceId" = ${workspaceId}
        RETURNING "name"`;
      return gone ?? null;
    },
  };
}
