import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { InviteStore, MemberRole, StoredInvite } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import { endAll } from './end-all';
import type { InviteModel } from './generated/models';

const inviteOf = ({ secretHash: _, ...row }: InviteModel): StoredInvite => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  createdById: row.createdById as UserId, // so was this one
  role: row.role as MemberRole, // written from this type
});

/** Invites as the hashes of their secrets. */
export function createInviteStore(prisma: PrismaClient): InviteStore {
  return {
    put: (invite, entry) =>
      prisma.$transaction(async (transaction) => {
        const { workspaceId, email } = invite;
        await transaction.invite.upsert({
          where: { workspaceId_email: { workspaceId, email } },
          create: invite,
          update: invite,
          select: { id: true },
        });
        await appendActivity(transaction, entry);
      }, LOGGED_TRANSACTION),

    async list(workspaceId) {
      const rows = await prisma.invite.findMany({
        where: { workspaceId },
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
      });
      return rows.map(inviteOf);
    },

    async find(secretHash, now) {
      const row = await prisma.invite.findFirst({
        where: { secretHash, expiresAt: { gt: now } },
      });
      return row && inviteOf(row);
    },

    accept: (secretHash, userId, now, entry) =>
      accept(prisma, secretHash, userId, now, entry),

    remove: (workspaceId, id, entry) =>
      prisma.$transaction(async (transaction) => {
        const { count } = await transaction.invite.deleteMany({
          where: { id, workspaceId },
        });
        if (count === 1) await appendActivity(transaction, entry);
        return count === 1;
      }, LOGGED_TRANSACTION),
  };
}

/** The row is deleted first: of two that come at once, the second finds none. */
const accept = (
  prisma: PrismaClient,
  secretHash: string,
  userId: UserId,
  now: Date,
  entry: Parameters<InviteStore['accept']>[3],
): Promise<boolean> =>
  prisma.$transaction(async (transaction) => {
    // Whoever may not invite any more lets nobody in. Waits for a removal that is under way.
    const inviters = await transaction.$queryRaw<unknown[]>`
      SELECT 1 FROM "Membership" m
        JOIN "Invite" i ON i."workspaceId" = m."workspaceId" AND i."createdById" = m."userId"
       WHERE i."secretHash" = ${secretHash} AND m."role" = 'admin' FOR SHARE OF m`;
    if (inviters.length === 0) return false;
    const [invite] = await transaction.$queryRaw<InviteModel[]>`
      DELETE FROM "Invite" WHERE "secretHash" = ${secretHash} AND "expiresAt" > ${now}
      RETURNING *`;
    if (!invite) return false;
    const { workspaceId, role } = inviteOf(invite);
    const who = { workspaceId, userId };
    // Whoever is a member already stays what they are.
    const { count } = await transaction.membership.createMany({
      data: { ...who, role },
      skipDuplicates: true,
    });
    await transaction.user.update({
      where: { id: userId },
      data: { currentWorkspaceId: workspaceId },
      select: { id: true },
    });
    if (count === 1) {
      await endAll(transaction, who, { at: now, name: 'Drawbridge' });
      await appendActivity(transaction, entry);
    }
    return true;
  }, LOGGED_TRANSACTION);
