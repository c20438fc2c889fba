import type { PasskeyStore, StoredPasskey } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import { putPersonalNotice } from './put-notice';

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
        where: { userId, acceptedAt: { not: null } },
        select: SHOWN,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      }),

    accept: ({ userId, workspaceId, sessionId }, { credentialId, at }, told) =>
      prisma.$transaction(async (transaction) => {
        // Waits for whatever ends the session: that ends the person's passkeys too, or may.
        const sessions = await transaction.$queryRaw<unknown[]>`
          SELECT 1 FROM "Session" WHERE "id" = ${sessionId} AND "userId" = ${userId} FOR SHARE`;
        const where = { credentialID: credentialId, userId };
        if (sessions.length === 0) {
          await transaction.passkey.deleteMany({ where });
          return false;
        }
        const { count } = await transaction.passkey.updateMany({
          where,
          data: { acceptedAt: at },
        });
        if (count !== 1) return false;
        const key = `passkey ${credentialId}`;
        await putPersonalNotice(transaction, workspaceId, told.notice, key, [userId]);
        await appendActivity(transaction, told.entry);
        return true;
      }, LOGGED_TRANSACTION),

    async dropUnaccepted(userId) {
      await prisma.passkey.deleteMany({ where: { userId, acceptedAt: null } });
    },

    async noteUse(credentialID, at) {
      const { count } = await prisma.passkey.updateMany({
        where: { credentialID, acceptedAt: { not: null } },
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
