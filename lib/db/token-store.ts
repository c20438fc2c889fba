import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { SignInCode, StoredToken, TokenStore } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';

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

/** Of two that spend it at once, the second waits for the first and then finds nothing. */
async function spend(
  transaction: Prisma.TransactionClient,
  code: SignInCode,
): Promise<boolean> {
  const { count } =
    code.kind === 'cli'
      ? await transaction.cliCode.deleteMany({ where: { codeHash: code.codeHash } })
      : await transaction.deviceSignIn.deleteMany({
          where: { deviceHash: code.deviceHash, state: 'allowed' },
        });
  return count === 1;
}

/** Tokens as their hashes. What has expired is cleared away when its owner gets a new one. */
export function createTokenStore(prisma: PrismaClient): TokenStore {
  return {
    createFor: (code, token, entry) =>
      prisma.$transaction(async (transaction) => {
        if (!(await spend(transaction, code))) return false;
        const { id, secretHash, userId, workspaceId, name, createdAt, expiresAt } = token;
        const isOver = { lte: createdAt };
        await transaction.token.deleteMany({ where: { userId, expiresAt: isOver } });
        await transaction.token.create({
          data: { id, secretHash, userId, workspaceId, name, createdAt, expiresAt },
          select: { id: true },
        });
        await appendActivity(transaction, entry);
        return true;
      }, LOGGED_TRANSACTION),

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
