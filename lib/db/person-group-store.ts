import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { ActivityEntry, PersonGroupStore, StoredPersonGroup } from '@/lib/ports';
import { appendActivity } from './append-activity';
import type { PrismaClient } from './client';
import { isUniqueViolation } from './is-unique-violation';

/** Groups of people who are given roles together. */
export function createPersonGroupStore(prisma: PrismaClient): PersonGroupStore {
  return {
    async list(workspaceId) {
      const groups = await prisma.personGroup.findMany({
        where: { workspaceId },
        select: {
          id: true,
          name: true,
          members: { select: { userId: true }, orderBy: { userId: 'asc' } },
          _count: { select: { grants: { where: { endedAt: null } } } },
        },
        orderBy: { name: 'asc' },
      });
      return groups.map(({ id, name, members, _count }) => ({
        id,
        name,
        memberIds: members.map(({ userId }) => userId as UserId), // checked on the way in
        grantsTotal: _count.grants,
      }));
    },

    save: (...group) => save(prisma, ...group),

    remove: (workspaceId, id, entry) =>
      prisma.$transaction(async (transaction) => {
        // A grant that is being given to the group waits for this lock, and then finds no group.
        await transaction.$queryRaw`
          SELECT "id" FROM "PersonGroup"
           WHERE "id" = ${id} AND "workspaceId" = ${workspaceId} FOR UPDATE`;
        const open = {
          workspaceId,
          endedAt: null,
          OR: [{ groupId: id }, { approverGroupId: id }],
        };
        if ((await transaction.roleGrant.count({ where: open })) > 0) return false;
        await transaction.personGroup.deleteMany({ where: { id, workspaceId } });
        await appendActivity(transaction, entry);
        return true;
      }),
  };
}

async function save(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  { id, name, memberIds }: Omit<StoredPersonGroup, 'grantsTotal'>,
  entry: ActivityEntry,
): Promise<boolean> {
  try {
    await prisma.$transaction(async (transaction) => {
      await transaction.personGroup.upsert({
        where: { id, workspaceId },
        create: { id, workspaceId, name },
        update: { name },
        select: { id: true },
      });
      await transaction.personGroupMember.deleteMany({
        where: { groupId: id, userId: { notIn: memberIds } },
      });
      await transaction.personGroupMember.createMany({
        data: memberIds.map((userId) => ({ groupId: id, userId })),
        skipDuplicates: true,
      });
      await appendActivity(transaction, entry);
    });
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
}
