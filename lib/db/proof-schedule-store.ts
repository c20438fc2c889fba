import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { DueProof, ProofScheduleStore } from '@/lib/ports';
import { STANDING } from '@/lib/setup/schema';
import type { PrismaClient } from './client';

/** When standing crossings are proven again, and how often each workspace wants that. */
export function createProofScheduleStore(prisma: PrismaClient): ProofScheduleStore {
  return {
    listDue: (now, limit) => listDue(prisma, now, limit),

    async move(id, from, to) {
      const { count } = await prisma.plan.updateMany({
        where: { id, proveAt: from },
        data: { proveAt: to },
      });
      return count === 1;
    },

    async hoursOf(workspaceId) {
      const row = await prisma.workspace.findUnique({
        where: { id: workspaceId },
        select: { proofHours: true },
      });
      return row?.proofHours ?? null;
    },

    async setHours(workspaceId, hours) {
      await prisma.$transaction([
        prisma.workspace.update({
          where: { id: workspaceId },
          data: { proofHours: hours },
          select: { id: true },
        }),
        prisma.plan.updateMany({ where: { workspaceId }, data: { proveAt: null } }),
      ]);
    },
  };
}

async function listDue(
  prisma: PrismaClient,
  now: Date,
  limit: number,
): Promise<DueProof[]> {
  const rows = await prisma.plan.findMany({
    where: {
      state: { in: STANDING },
      workspace: { proofHours: { not: null } },
      OR: [{ proveAt: null }, { proveAt: { lte: now } }],
    },
    select: {
      id: true,
      workspaceId: true,
      title: true,
      createdById: true,
      roleArn: true,
      proveAt: true,
      workspace: { select: { proofHours: true } },
    },
    orderBy: [{ proveAt: { sort: 'asc', nulls: 'first' } }, { id: 'asc' }],
    take: limit,
  });
  return rows.flatMap(({ proveAt, workspace: { proofHours }, ...plan }) =>
    proofHours === null
      ? []
      : {
          ...plan,
          workspaceId: plan.workspaceId as WorkspaceId, // checked on the way in
          createdById: plan.createdById as UserId,
          everyHours: proofHours,
          dueAt: proveAt,
        },
  );
}
