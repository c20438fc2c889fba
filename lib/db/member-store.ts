import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Ended, MemberRole, MemberStore } from '@/lib/ports';
import { appendActivity } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';

type Transaction = Prisma.TransactionClient;
type Member = Awaited<ReturnType<MemberStore['list']>>[number];

/** The change waits for the log's chain, as every entry does. */
const TRANSACTION = { timeout: 20_000, maxWait: 20_000 };

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
        const refusal = await whyNot(transaction, { workspaceId, userId, role });
        if (refusal) return refusal;
        await transaction.membership.update({
          where: { workspaceId_userId: { workspaceId, userId } },
          data: { role },
          select: { userId: true },
        });
        if (role !== 'admin')
          await transaction.invite.deleteMany({
            where: { workspaceId, createdById: userId },
          });
        await appendActivity(transaction, entry);
        return 'done';
      }, TRANSACTION),

    remove: (workspaceId, userId, by, entryOf) =>
      prisma.$transaction(async (transaction) => {
        const who = { workspaceId, userId };
        const refusal = await whyNot(transaction, { ...who, role: null });
        if (refusal) return refusal;
        await forget(transaction, who);
        const ended = await endAll(transaction, who, by);
        await appendActivity(transaction, entryOf(ended));
        return 'done';
      }, TRANSACTION),
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
  await transaction.cliCode.deleteMany({ where: who });
  await transaction.pin.deleteMany({ where: who });
  await transaction.draft.deleteMany({ where: who });
  await transaction.personGroupMember.deleteMany({
    where: { userId, group: { workspaceId } },
  });
  const { email } = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true },
  });
  await transaction.invite.deleteMany({
    where: { workspaceId, OR: [{ createdById: userId }, { email: email.toLowerCase() }] },
  });
}

async function endAll(
  transaction: Transaction,
  { workspaceId, userId }: Who,
  { at, name }: { at: Date; name: string },
): Promise<Ended> {
  const tokens = await transaction.token.deleteMany({ where: { workspaceId, userId } });
  const grants = await transaction.roleGrant.updateMany({
    where: { workspaceId, userId, endedAt: null },
    data: { endedAt: at, endedByName: name, version: { increment: 1 } },
  });
  const end = (state: 'cancelled' | 'ended', which: Prisma.AccessRequestWhereInput) =>
    transaction.accessRequest.updateMany({
      where: { workspaceId, requesterId: userId, ...which },
      data: { state, endedAt: at, endedByName: name },
    });
  const cancelled = await end('cancelled', {
    state: { in: ['pending', 'approved'] },
    lapsesAt: { gt: at },
  });
  const ended = await end('ended', { state: 'active', endsAt: { gt: at } });
  return {
    tokens: tokens.count,
    grants: grants.count,
    requests: cancelled.count + ended.count,
  };
}
