import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { CliCodeStore, StoredCliCode } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';

/** Codes as their hashes. What was never used is cleared away when the next one is made. */
export function createCliCodeStore(prisma: PrismaClient): CliCodeStore {
  return {
    put: (codeHash, code, sessionId, now) =>
      prisma.$transaction(async (transaction) => {
        if (!(await isSignedIn(transaction, code, sessionId))) return false;
        const { userId, workspaceId, name, challenge, redirectUri, expiresAt } = code;
        await transaction.cliCode.deleteMany({ where: { expiresAt: { lte: now } } });
        await transaction.cliCode.create({
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
        });
        return true;
      }),

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

/**
 * Whether the person is a member and signed in, which nobody ends before the transaction does: a
 * removal and a reset wait for it, and then find the code that it made.
 */
async function isSignedIn(
  transaction: Prisma.TransactionClient,
  { userId, workspaceId }: Pick<StoredCliCode, 'userId' | 'workspaceId'>,
  sessionId: string,
): Promise<boolean> {
  const members = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "Membership"
     WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId} FOR SHARE`;
  const sessions = await transaction.$queryRaw<unknown[]>`
    SELECT 1 FROM "Session" WHERE "id" = ${sessionId} AND "userId" = ${userId} FOR SHARE`;
  return members.length > 0 && sessions.length > 0;
}
