import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { DraftStore, StoredDraft } from '@/lib/ports';
import { DraftFields, DraftStepName } from '@/lib/setup/schema';
import type { PrismaClient } from './client';
import type { DraftModel } from './generated/models';
import { storableJson, storableText } from './storable-text';

const draftOf = (row: DraftModel): StoredDraft => ({
  id: row.id,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  userId: row.userId as UserId,
  step: DraftStepName.parse(row.step),
  fields: DraftFields.parse(row.fields),
  savedAt: row.savedAt,
});

/** What somebody typed so far. A draft belongs to a person; the same id of another is another. */
export function createDraftStore(prisma: PrismaClient): DraftStore {
  return {
    async save({ workspaceId, userId, id, step, fields, savedAt }) {
      const content = { step, fields: storableJson(fields), savedAt };
      await prisma.draft.upsert({
        where: { workspaceId_userId_id: { workspaceId, userId, id } },
        create: { workspaceId, userId, id, ...content },
        update: content,
        select: { id: true },
      });
    },

    async find(workspaceId, userId, id) {
      const row = await prisma.draft.findUnique({
        where: { workspaceId_userId_id: { workspaceId, userId, id: storableText(id) } },
      });
      return row && draftOf(row);
    },

    async latest(workspaceId, userId) {
      const row = await prisma.draft.findFirst({
        where: { workspaceId, userId },
        orderBy: { savedAt: 'desc' },
      });
      return row && draftOf(row);
    },

    async remove(workspaceId, id) {
      await prisma.draft.deleteMany({ where: { workspaceId, id } });
    },
  };
}
