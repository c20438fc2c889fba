import type { StepUpStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** When and how people confirmed that it is them. */
export function createStepUpStore(prisma: PrismaClient): StepUpStore {
  return {
    stateOf: (actor) => stateOf(prisma, actor),
    freshnessOf: (actor) => freshnessOf(prisma, actor),

    note: (stepped) => note(prisma, stepped),

    async redeem(sessionId, hash, subject, now) {
      const { count } = await prisma.session.updateMany({
        where: {
          id: sessionId,
          confirmHash: hash,
          confirmFor: subject,
          confirmEndsAt: { gt: now },
        },
        data: { confirmHash: null, confirmFor: null, confirmEndsAt: null },
      });
      return count === 1;
    },

    async setFloor(id, stepUpFloor) {
      await prisma.workspace.update({
        where: { id },
        data: { stepUpFloor },
        select: { id: true },
      });
    },

    async setAdminStepUp(id, adminStepUp) {
      await prisma.workspace.update({
        where: { id },
        data: { adminStepUp },
        select: { id: true },
      });
    },
  };
}

async function note(
  prisma: PrismaClient,
  stepped: Parameters<StepUpStore['note']>[0],
): Promise<void> {
  const { userId, sessionId, insteadOf, at, by, confirmation } = stepped;
  await prisma.$transaction([
    prisma.session.update({
      where: { id: sessionId },
      data: {
        steppedUpAt: at,
        steppedUpBy: by,
        confirmHash: confirmation.hash,
        confirmFor: confirmation.subject,
        confirmEndsAt: confirmation.endsAt,
      },
      select: { id: true },
    }),
    prisma.user.update({
      where: { id: userId },
      data: { steppedUpAt: at },
      select: { id: true },
    }),
    prisma.session.deleteMany({ where: { id: insteadOf, userId } }),
  ]);
}

async function stateOf(
  prisma: PrismaClient,
  { workspaceId, userId, ...actor }: Parameters<StepUpStore['stateOf']>[0],
): ReturnType<StepUpStore['stateOf']> {
  type Row = Awaited<ReturnType<StepUpStore['stateOf']>>;
  const sessionId = actor.sessionId ?? null;
  const [row] = await prisma.$queryRaw<Row[]>`
    SELECT w."stepUpFloor" AS "floor",
           CASE WHEN ${sessionId}::text IS NULL THEN u."steppedUpAt" ELSE s."steppedUpAt" END AS "lastAt"
      FROM "Workspace" w
      LEFT JOIN "User" u ON u."id" = ${userId}
      LEFT JOIN "Session" s ON s."id" = ${sessionId} AND s."userId" = u."id"
     WHERE w."id" = ${workspaceId}`;
  return row ?? { floor: 'never', lastAt: null };
}

async function freshnessOf(
  prisma: PrismaClient,
  { workspaceId, userId, ...actor }: Parameters<StepUpStore['freshnessOf']>[0],
): ReturnType<StepUpStore['freshnessOf']> {
  type Row = Awaited<ReturnType<StepUpStore['freshnessOf']>>;
  const sessionId = actor.sessionId ?? null;
  // GREATEST leaves out what is null.
  const [row] = await prisma.$queryRaw<Row[]>`
    SELECT w."adminStepUp" AS "asks",
           CASE WHEN ${sessionId}::text IS NULL THEN u."steppedUpAt"
                ELSE GREATEST(s."createdAt", s."steppedUpAt") END AS "lastAt"
      FROM "Workspace" w
      JOIN "User" u ON u."id" = ${userId}
      LEFT JOIN "Session" s ON s."id" = ${sessionId} AND s."userId" = u."id"
     WHERE w."id" = ${workspaceId}`;
  return row ?? { asks: 'every-10-min', lastAt: null };
}
