import { randomUUID } from 'node:crypto';
import { SyncStatus } from '@/lib/inventory/schema';
import type { SyncStore } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { SyncRunModel } from './generated/models';
import { storableJson } from './storable-text';

type Change = Parameters<SyncStore['update']>[1];

const statusOf = ({ startedAt, finishedAt, ...run }: SyncRunModel): SyncStatus =>
  SyncStatus.parse({
    ...run,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  });

function columnsOf({ startedAt, finishedAt, ...change }: Change) {
  return {
    ...storableJson(change),
    ...(startedAt !== undefined && { startedAt: new Date(startedAt) }),
    ...(finishedAt !== undefined && {
      finishedAt: finishedAt === null ? null : new Date(finishedAt),
    }),
  };
}

/** Runs that read accounts, and how far they are. */
export function createSyncStore(prisma: PrismaClient): SyncStore {
  return {
    async start(workspaceId, accountsTotal, startedAt) {
      const id = randomUUID();
      await prisma.syncRun.create({
        data: { id, workspaceId, state: 'running', accountsTotal, startedAt },
        select: { id: true },
      });
      return id;
    },

    async update(id, change) {
      await prisma.syncRun.updateMany({ where: { id }, data: columnsOf(change) });
    },

    async find(workspaceId, id) {
      const run = await prisma.syncRun.findFirst({ where: { id, workspaceId } });
      return run && statusOf(run);
    },

    async latest(workspaceId) {
      const run = await prisma.syncRun.findFirst({
        where: { workspaceId },
        orderBy: { startedAt: 'desc' },
      });
      return run && statusOf(run);
    },
  };
}
