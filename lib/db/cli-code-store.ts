import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { CliCodeStore } from '@/lib/ports';
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

    async find(codeHash, now) {
      const row = await prisma.cliCode.findFirst({
        where: { codeHash, expiresAt: { gt: now } },
        omit: { codeHash: true },
      });
      return (
        row && {
          ...row,
          userId: row.userId as UserId, // the brands were checked on the way in
          workspaceId: row.workspaceId as WorkspaceId,
        }
      );
    },

    async drop(codeHash) {
      await prisma.cliCode.deleteMany({ where: { codeHash } });
    },
  };
}
