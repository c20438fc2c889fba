import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PlanGrantStore, StoredPlanGrant } from '@/lib/ports';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import type { Prisma } from './generated/client';
import type { PlanGrantModel } from './generated/models';

const grantOf = (row: PlanGrantModel): StoredPlanGrant => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  chosenById: row.chosenById as UserId,
  wish: row.wish as StoredPlanGrant['wish'], // written from these types
  state: row.state as StoredPlanGrant['state'],
});

/** What was chosen with a plan, for whom its role is. */
export function createPlanGrantStore(prisma: PrismaClient): PlanGrantStore {
  return {
    add: (grant, entry) =>
      prisma.$transaction(async (transaction) => {
        const wish = grant.wish as Prisma.InputJsonObject; // JSON by its contract
        await transaction.planGrant.create({
          data: { ...grant, wish },
          select: { id: true },
        });
        await appendActivity(transaction, entry);
      }, LOGGED_TRANSACTION),

    async listOf(workspaceId, planId) {
      const rows = await prisma.planGrant.findMany({
        where: { workspaceId, planId },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(grantOf);
    },

    async listDue() {
      const rows = await prisma.planGrant.findMany({
        where: {
          OR: [
            { state: 'waiting', plan: { state: 'proven' } },
            { state: { in: ['waiting', 'given'] }, plan: { state: 'undone' } },
          ],
        },
        include: { plan: { select: { state: true, roleArn: true } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      });
      return rows.map(({ plan, ...row }) => ({
        ...grantOf(row),
        isToEnd: plan.state === 'undone',
        roleArn: plan.roleArn,
      }));
    },

    async settle(id, state, note) {
      // What was given meanwhile does not wait any more.
      const where = state === 'waiting' ? { id, state } : { id };
      const { count } = await prisma.planGrant.updateMany({
        where,
        data: { state, note },
      });
      return count === 1;
    },

    remove: (workspaceId, id, entry) =>
      prisma.$transaction(async (transaction) => {
        const count = await transaction.$executeRaw`
          DELETE FROM "PlanGrant" p
           WHERE p."id" = ${id} AND p."workspaceId" = ${workspaceId} AND p."state" = 'waiting'
             AND NOT EXISTS (SELECT 1 FROM "RoleGrant" g WHERE g."id" = p."id")`;
        if (count === 1) await appendActivity(transaction, entry);
        return count === 1;
      }, LOGGED_TRANSACTION),
  };
}
