import type { PasskeyStore, StoredPasskey } from '@/lib/ports';
import type { PrismaClient } from './client';

const SHOWN = {
  id: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Record<keyof StoredPasskey, true>;

export function createPasskeyStore(prisma: PrismaClient): PasskeyStore {
  return {
    listOf: (userId) =>
      prisma.passkey.findMany({
        where: { userId },
        select: SHOWN,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      }),

    async noteUse(credentialID, at) {
      const { count } = await prisma.passkey.updateMany({
        where: { credentialID },
        data: { lastUsedAt: at },
      });
      return count === 1;
    },

    async remove(userId, id) {
      const [gone] = await prisma.$queryRaw<{ name: string | null }[]>`
        DELETE FROM "Passkey" WHERE "id" = ${id} AND "userId" = ${userId}
        RETURNING "name"`;
      return gone ?? null;
    },

    async clearChallenges(now) {
      await prisma.verification.deleteMany({ where: { expiresAt: { lt: now } } });
    },
  };
}
