import type { WorkspaceId } from '@/lib/core/ids';
import type { CallingPlan, ComingEnd, EndStore } from '@/lib/ports';
import { PlanState, STANDING } from '@/lib/setup/schema';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import { QUARANTINE_NUMBER, stepColumnsOf } from './plan-rows';

/** Nothing of them stands, or nothing yet. */
const OVER: PlanState[] = ['ready', 'undone', 'replaced'];

/** A person has to do something, or may want to. */
const CALLING: PlanState[] = [
  'stopped',
  'suspended',
  'waiting',
  'undo-stopped',
  'refuted',
  'quarantined',
];
const CALLING_MAX = 100;

/** A change that waits for its owner: what it is a change of stands. */
const WAITING_CHANGE: Prisma.PlanWhereInput = {
  state: 'waiting' satisfies PlanState,
  body: { path: ['replaces'], string_starts_with: '' },
};

/** The ends of crossings: when they are due, and how far they have come. */
export function createEndStore(prisma: PrismaClient): EndStore {
  return {
    ...reading(prisma),

    async update(planId, change) {
      await prisma.planEnd.updateMany({ where: { planId }, data: change });
    },

    async markTold(planId, toldAt) {
      await prisma.planEnd.updateMany({ where: { planId }, data: { toldAt } });
    },

    async putQuarantine(planId, step) {
      const columns = { ...stepColumnsOf(step), number: QUARANTINE_NUMBER };
      await prisma.planStep.upsert({
        where: { planId_number: { planId, number: QUARANTINE_NUMBER } },
        create: { ...columns, planId },
        update: columns,
        select: { number: true },
      });
    },

    handDown: (id, replacedId) => handDown(prisma, id, replacedId),

    async setGraceDays(workspaceId, graceDays) {
      await prisma.workspace.update({
        where: { id: workspaceId },
        data: { graceDays },
        select: { id: true },
      });
    },
  };
}

function reading(
  prisma: PrismaClient,
): Pick<
  EndStore,
  'listDue' | 'listUntold' | 'listOnRole' | 'listCalling' | 'graceDaysOf'
> {
  return {
    async listDue(now, limit) {
      const rows = await prisma.planEnd.findMany({
        where: {
          isStopped: false,
          lookAt: { lte: now },
          plan: { OR: [{ state: { in: [...STANDING, 'quarantined'] } }, WAITING_CHANGE] },
        },
        select: { planId: true, plan: { select: { workspaceId: true } } },
        orderBy: { lookAt: 'asc' },
        take: limit,
      });
      return rows.map(({ planId, plan }) => ({
        id: planId,
        workspaceId: plan.workspaceId as WorkspaceId, // checked on the way in
      }));
    },

    listUntold: (from, until, limit) => listUntold(prisma, from, until, limit),

    async listOnRole(workspaceId, roleArn) {
      const rows = await prisma.plan.findMany({
        where: { workspaceId, roleArn, state: { notIn: OVER } },
        select: { id: true, state: true },
        orderBy: { createdAt: 'desc' },
      });
      return rows.map(({ id, state }) => ({ id, state: PlanState.parse(state) }));
    },

    listCalling: (workspaceId, endBefore) => listCalling(prisma, workspaceId, endBefore),

    async graceDaysOf(workspaceId) {
      const { graceDays } = await prisma.workspace.findUniqueOrThrow({
        where: { id: workspaceId },
        select: { graceDays: true },
      });
      return graceDays;
    },
  };
}

/** One statement: the home page asks for it, and needs no plan whole. */
async function listCalling(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  endBefore: Date,
): Promise<CallingPlan[]> {
  type End = NonNullable<CallingPlan['end']>;
  type Row = Omit<CallingPlan, 'body' | 'end'> &
    CallingPlan['body'] &
    Omit<End, 'endsAt'> & { endsAt: Date | null };
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT p."id", p."title", p."state", p."createdAt", p."body"->>'roleName' AS "roleName",
           p."body"->>'trustedAccountName' AS "trustedAccountName",
           p."body"->>'trustingAccountName' AS "trustingAccountName",
           (SELECT r."body" FROM "Proof" r WHERE r."planId" = p."id"
             ORDER BY r."sequence" DESC LIMIT 1) AS "proof",
           e."endsAt", e."removeAt", e."isStopped", e."note"
      FROM "Plan" p LEFT JOIN "PlanEnd" e ON e."planId" = p."id"
     WHERE p."workspaceId" = ${workspaceId}
       AND (p."state" IN (${Prisma.join(CALLING)})
            OR p."state" IN (${Prisma.join(STANDING)}) AND e."endsAt" <= ${endBefore})
     ORDER BY p."createdAt" DESC LIMIT ${CALLING_MAX}`;
  return rows.map(({ id, title, state, createdAt, proof, ...row }) => {
    const { roleName, trustedAccountName, trustingAccountName } = row;
    const { endsAt, removeAt, isStopped, note } = row;
    return {
      id,
      title,
      state: PlanState.parse(state),
      createdAt,
      body: { roleName, trustedAccountName, trustingAccountName },
      proof,
      end: endsAt && { endsAt, removeAt, isStopped, note },
    };
  });
}

async function listUntold(
  prisma: PrismaClient,
  from: Date,
  until: Date,
  limit: number,
): Promise<ComingEnd[]> {
  const rows = await prisma.planEnd.findMany({
    where: {
      toldAt: null,
      isStopped: false,
      endsAt: { gt: from, lte: until },
      plan: { OR: [{ state: { in: STANDING } }, WAITING_CHANGE] },
    },
    select: {
      planId: true,
      endsAt: true,
      plan: { select: { workspaceId: true, title: true } },
    },
    orderBy: { endsAt: 'asc' },
    take: limit,
  });
  return rows.map(({ planId, endsAt, plan: { workspaceId, title } }) => ({
    id: planId,
    workspaceId: workspaceId as WorkspaceId, // checked on the way in
    title,
    endsAt,
  }));
}

/** The quarantine goes along: it is lifted once the role itself goes. */
async function handDown(
  prisma: PrismaClient,
  id: string,
  replacedId: string,
): Promise<void> {
  await prisma.$transaction(async (tx) => {
    const { endsAt, lookAt } = await tx.planEnd.findUniqueOrThrow({
      where: { planId: id },
    });
    await tx.plan.update({ where: { id }, data: { state: 'undone' } });
    await tx.plan.update({ where: { id: replacedId }, data: { state: 'undoing' } });
    await tx.planStep.deleteMany({
      where: { planId: replacedId, number: QUARANTINE_NUMBER },
    });
    await tx.planStep.updateMany({
      where: { planId: id, number: QUARANTINE_NUMBER },
      data: { planId: replacedId },
    });
    const end = { isRemoving: true, isStopped: false, note: null };
    await tx.planEnd.upsert({
      where: { planId: replacedId },
      create: { planId: replacedId, endsAt, lookAt, ...end },
      update: end,
    });
  });
}
