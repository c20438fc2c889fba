import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { Ended } from '@/lib/ports';
import type { Prisma } from './generated/client';

/**
 * Ends all that a person holds in a workspace. Once when they leave, and once more should they
 * join again: a click that was under way may have written for them while they were out.
 */
export async function endAll(
  transaction: Prisma.TransactionClient,
  who: { workspaceId: WorkspaceId; userId: UserId },
  { at, name }: { at: Date; name: string },
): Promise<Ended> {
  const { workspaceId, userId } = who;
  // The codes first: that waits for a token that is being made of one.
  await transaction.cliCode.deleteMany({ where: who });
  await transaction.deviceSignIn.deleteMany({ where: who });
  const tokens = await transaction.token.deleteMany({ where: who });
  await transaction.personGroupMember.deleteMany({
    where: { userId, group: { workspaceId } },
  });
  const grants = await transaction.roleGrant.updateMany({
    where: { ...who, endedAt: null },
    data: { endedAt: at, endedByName: name, version: { increment: 1 } },
  });
  await transaction.planGrant.deleteMany({
    where: {
      workspaceId,
      state: 'waiting',
      wish: { path: ['to'], equals: `person:${userId}` },
    },
  });
  await withdrawVotes(transaction, who);
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

/** Nobody decides any more who left, nor does an approval of theirs open what still waits. */
async function withdrawVotes(
  transaction: Prisma.TransactionClient,
  { workspaceId, userId }: { workspaceId: WorkspaceId; userId: UserId },
): Promise<void> {
  // First the requests: that waits for a vote that is being written.
  await transaction.$executeRaw`
    UPDATE "AccessRequest" SET "approverIds" = array_remove("approverIds", ${userId})
     WHERE "workspaceId" = ${workspaceId} AND "state" = 'pending'
       AND ${userId} = ANY("approverIds")`;
  await transaction.accessDecision.deleteMany({
    where: { personId: userId, request: { workspaceId, state: 'pending' } },
  });
}
