import type { CliCodeStore, StoredCliCode } from '@/lib/ports';
import type { PrismaClient } from './client';

/** Codes as their hashes. What was never used is cleared away when the next one is made. */
export function createCliCodeStore(prisma: PrismaClient): CliCodeStore {
  return {
    async put(codeHash, code, now) {
      const { userId, workspaceId, name, challenge, redirectUri, expiresAt } = code;
      await prisma.$transaction([
        prisma.cliCode.deleteMany({ where: { expiresAt: { lte: now } } }),
        prisma.cliCode.create({
          data: {
            codeHash,
            userId,
            workspaceId,
            name,
            challenge,
            redirectUri,
            expiresAt,
          },
          select: { codeHash: true },
        }),
      ]);
    },

    async redeem(codeHash, now) {
      const [code] = await prisma.$queryRaw<StoredCliCode[]>`
        DELETE FROM "CliCode" WHERE "codeHash" = ${codeHash}
        RETURNING "userId", "workspaceId", "name", "challenge", "redirectUri", "expiresAt"`;
      return code && code.expiresAt > now ? code : null;
    },
  };
}
