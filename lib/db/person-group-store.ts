import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PersonGroupStore } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';
import { isUniqueViolation } from './is-unique-violation';
import { storableText } from './storable-text';

type Transaction = Prisma.TransactionClient;

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
        // A grant that names the group waits for this lock, and then finds no group.
        await lock(transaction, { workspaceId, id });
        const open = {
          workspaceId,
          endedAt: null,
          OR: [{ groupId: id }, { approverGroupId: id }],
        };
        if ((await transaction.roleGrant.count({ where: open })) > 0) return false;
        await transaction.personGroup.deleteMany({ where: { id, workspaceId } });
        await appendActivity(transaction, entry);
        return true;
      }, LOGGED_TRANSACTION),
  };
}

async function save(
  prisma: PrismaClient,
  ...[workspaceId, { id, memberIds, ...group }, wasMemberIds, entry]: Parameters<
    PersonGroupStore['save']
  >
): ReturnType<PersonGroupStore['save']> {
  const name = storableText(group.name);
  try {
    return await prisma.$transaction(async (transaction) => {
      if (wasMemberIds === null)
        await transaction.personGroup.create({ data: { id, workspaceId, name } });
      else if (!(await hasMembers(transaction, { workspaceId, id }, wasMemberIds)))
        return 'changed-since';
      else await transaction.personGroup.update({ where: { id }, data: { name } });
      await transaction.personGroupMember.deleteMany({
        where: { groupId: id, userId: { notIn: memberIds } },
      });
      await transaction.personGroupMember.createMany({
        data: memberIds.map((userId) => ({ groupId: id, userId })),
        skipDuplicates: true,
      });
      await appendActivity(transaction, entry);
      return 'saved';
    }, LOGGED_TRANSACTION);
  } catch (error) {
    if (isUniqueViolation(error)) return 'name-taken';
    throw error;
  }
}

/** Whether the group is still there, with these people in it. Locks it until the end. */
async function hasMembers(
  transaction: Transaction,
  group: Parameters<typeof lock>[1],
  userIds: readonly string[],
): Promise<boolean> {
  if (!(await lock(transaction, group))) return false;
  const members = await transaction.personGroupMember.findMany({
    where: { groupId: group.id },
    select: { userId: true },
  });
  const wanted = new Set(userIds);
  return (
    members.length === wanted.size && members.every(({ userId }) => wanted.has(userId))
  );
}

async function lock(
  transaction: Transaction,
  { workspaceId, id }: { workspaceId: WorkspaceId; id: string },
): Promise<boolean> {
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "PersonGroup"
     WHERE "id" = ${id} AND "workspaceId" = ${workspaceId} FOR UPDATE`;
  return rows.length > 0;
}
