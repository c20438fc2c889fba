import type { UserId, WorkspaceId } from '@/lib/core/ids';
import { isRaised } from '@/lib/core/member-role';
import type { MemberRole, MemberStore } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import { endAll } from './end-all';
import type { Prisma } from './generated/client';

type Transaction = Prisma.TransactionClient;
type Member = Awaited<ReturnType<MemberStore['list']>>[number];

/** Members of workspaces. Administrators are locked while one of them may go. */
export function createMemberStore(prisma: PrismaClient): MemberStore {
  return {
    list: (workspaceId) => prisma.$queryRaw<Member[]>`
      SELECT u."id" AS "userId", u."name", u."email", COALESCE(u."handle", '') AS "handle",
             m."role", GREATEST(m."lastSeenAt",
               (SELECT MAX(t."lastUsedAt") FROM "Token" t
                 WHERE t."userId" = u."id" AND t."workspaceId" = m."workspaceId")
             ) AS "lastSeenAt"
        FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
       WHERE m."workspaceId" = ${workspaceId}
       ORDER BY u."name", u."id"`,

    setRole: (workspaceId, userId, role, entry) =>
      prisma.$transaction(async (transaction) => {
        const who = { workspaceId, userId };
        const member = await lockMember(transaction, who);
        if (!member) return 'gone';
        if (member.isLast && role !== 'admin') return 'last-administrator';
        await assign(transaction, who, { before: member.role, role });
        await appendActivity(transaction, entry);
        return 'done';
      }, LOGGED_TRANSACTION),

    remove: (workspaceId, userId, by, entryOf) =>
      prisma.$transaction(async (transaction) => {
        const who = { workspaceId, userId };
        const member = await lockMember(transaction, who);
        if (!member) return 'gone';
        if (member.isLast) return 'last-administrator';
        await forget(transaction, who);
        const ended = await endAll(transaction, who, by);
        await appendActivity(transaction, entryOf(ended));
        return 'done';
      }, LOGGED_TRANSACTION),
  };
}

type Who = { workspaceId: WorkspaceId; userId: UserId };

/** Locks the person and all administrators, so that two of them cannot go at once. */
async function lockMember(
  transaction: Transaction,
  { workspaceId, userId }: Who,
): Promise<{ role: MemberRole; isLast: boolean } | undefined> {
  const rows = await transaction.$queryRaw<{ userId: string; role: MemberRole }[]>`
    SELECT "userId", "role" FROM "Membership"
     WHERE "workspaceId" = ${workspaceId} AND ("role" = 'admin' OR "userId" = ${userId})
     ORDER BY "userId" FOR UPDATE`;
  const member = rows.find((row) => row.userId === userId);
  const isOther = rows.some((row) => row.userId !== userId && row.role === 'admin');
  return member && { role: member.role, isLast: member.role === 'admin' && !isOther };
}

async function assign(
  transaction: Transaction,
  who: Who,
  { before, role }: { before: MemberRole; role: MemberRole },
) {
  const { workspaceId, userId } = who;
  await transaction.membership.update({
    where: { workspaceId_userId: who },
    data: { role },
    select: { userId: true },
  });
  // A cookie that was stolen from them may not do more than it could.
  if (isRaised(before, role)) await transaction.session.deleteMany({ where: { userId } });
  if (role !== 'admin')
    await transaction.invite.deleteMany({ where: { workspaceId, createdById: userId } });
}

/** The membership, and what is the person's alone. */
async function forget(transaction: Transaction, who: Who): Promise<void> {
  const { workspaceId, userId } = who;
  await transaction.membership.delete({
    where: { workspaceId_userId: who },
    select: { userId: true },
  });
  await transaction.user.updateMany({
    where: { id: userId, currentWorkspaceId: workspaceId },
    data: { currentWorkspaceId: null },
  });
  await transaction.session.deleteMany({ where: { userId } });
  await transaction.pin.deleteMany({ where: who });
  await transaction.draft.deleteMany({ where: who });
  await transaction.notificationDelivery.deleteMany({
    where: { workspaceId, personId: userId },
  });
  const { email } = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  await transaction.invite.deleteMany({
    where: { workspaceId, OR: [{ createdById: userId }, { email: email.toLowerCase() }] },
  });
}
