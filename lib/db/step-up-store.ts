import type { StepUp } from '@/lib/core/step-up';
import type { StepUpStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** When and how people confirmed that it is them. */
export function createStepUpStore(prisma: PrismaClient): StepUpStore {
  return {
    stateOf: (actor) => stateOf(prisma, actor),

    async note({ userId, sessionId, insteadOf, at, by, confirmation }) {
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
    },

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
  };
}

async function stateOf(
  prisma: PrismaClient,
  { workspaceId, userId, sessionId }: Parameters<StepUpStore['stateOf']>[0],
): ReturnType<StepUpStore['stateOf']> {
  const steppedUpAt = { steppedUpAt: true };
  const [workspace, last] = await Promise.all([
    prisma.workspace.findUnique({
      where: { id: workspaceId },
      select: { stepUpFloor: true },
    }),
    sessionId === undefined
      ? prisma.user.findUnique({ where: { id: userId }, select: steppedUpAt })
      : prisma.session.findFirst({
          where: { id: sessionId, userId },
          select: steppedUpAt,
        }),
  ]);
  return {
    floor: (workspace?.stepUpFloor ?? 'never') as StepUp, // written from this type
    lastAt: last?.steppedUpAt ?? null,
  };
}
