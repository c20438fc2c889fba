import type { WorkspaceId } from '@/lib/core/ids';
import type { StoredTarget, TargetStore } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { NotificationTargetModel } from './generated/models';
import { storableText } from './storable-text';

const targetOf = (row: NotificationTargetModel): StoredTarget => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  settings: row.settings as StoredTarget['settings'], // written from this type
  events: row.events as StoredTarget['events'], // written from this type
});

/** Who is told of what. Their secrets come and go sealed. */
export function createTargetStore(prisma: PrismaClient): TargetStore {
  return {
    async list(workspaceId) {
      const rows = await prisma.notificationTarget.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(targetOf);
    },

    async find(workspaceId, id) {
      const row = await prisma.notificationTarget.findFirst({
        where: { id, workspaceId },
      });
      return row && targetOf(row);
    },

    async add(target) {
      await prisma.notificationTarget.create({
        data: { ...target, name: storableText(target.name) },
        select: { id: true },
      });
    },

    async setEvents(workspaceId, id, events) {
      const { count } = await prisma.notificationTarget.updateMany({
        where: { id, workspaceId },
        data: { events },
      });
      return count === 1;
    },

    async remove(workspaceId, id) {
      const { count } = await prisma.notificationTarget.deleteMany({
        where: { id, workspaceId },
      });
      return count === 1;
    },
  };
}
