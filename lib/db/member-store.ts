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
        const refusal = await whyNot(transaction, { ...who, role });
        if (refusal) return refusal;
        await assign(transaction, who, role);
        await appendActivity(transaction, entry);
        return 'done';
      }, LOGGED_TRANSACTION),

    remove: (workspaceId, userId, by, entryOf) =>
      prisma.$transaction(async (transaction) => {
        const who = { workspaceId, userId };
        const refusal = await whyNot(transaction, { ...who, role: null });
        if (refusal) return refusal;
        await forget(transaction, who);
        const ended = await endAll(transaction, who, by);
        await appendActivity(transaction, entryOf(ended));
        return 'done';
      }, LOGGED_TRANSACTION),
  };
}

type Who = { workspaceId: WorkspaceId; userId: UserId };

/** Locks the person and all administrators, so that two of them cannot go at once. */
async function whyNot(
  transaction: Transaction,
  { workspaceId, userId, role }: Who & { role: MemberRole | null },
): Promise<'gone' | 'last-administrator' | null> {
  const rows = await transaction.$queryRaw<{ userId: string; role: string }[]>`
    SELECT "userId", "role" FROM "Membership"
     WHERE "workspaceId" = ${workspaceId} AND ("role" = 'admin' OR "userId" = ${userId})
     ORDER BY "userId" FOR UPDATE`;
  const member = rows.find((row) => row.userId === userId);
  if (!member) return 'gone';
  const isOther = rows.some((row) => row.userId !== userId && row.role === 'admin');
  return member.role === 'admin' && role !== 'admin' && !isOther
    ? 'last-administrator'
    : null;
}

async function assign(transaction: Transaction, who: Who, role: MemberRole) {
  const { workspaceId, userId } = who;
  const where = { workspaceId_userId: who };
  const { role: before } = await transaction.membership.findUniqueOrThrow({ where });
  await transaction.membership.update({
    where,
    data: { role },
    select: { userId: true },
  });
  // A cookie that was stolen from them may not do more than it could. Written from this type.
  if (isRaised(before as MemberRole, role))
    await transaction.session.deleteMany({ where: { userId } });
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
  const { email } = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  await transaction.invite.deleteMany({
    where: { workspaceId, OR: [{ createdById: userId }, { email: email.toLowerCase() }] },
  });
}
