import { notesOf } from '@/lib/core/crossing-notes';
import { findOfRole } from '@/lib/core/find-of-role';
import type { WorkspaceId } from '@/lib/core/ids';
import type { PlanStore } from '@/lib/ports';
import type { PlanState } from '@/lib/setup/schema';
import { appendActivity, LOGGED_TRANSACTION } from './append-activity';
import type { PrismaClient } from './client';
import { json, PARTS, planColumnsOf, planOf } from './plan-rows';
import { storableJson } from './storable-text';

const IN_RUN: PlanState[] = [
  'applying',
  'undoing',
  'suspended',
  'quarantining',
  'lifting',
];

/** States in which the role that the plan made is there, or was when it was last looked at. */
const ROLE_STANDS: PlanState[] = [
  'waiting',
  'applied',
  'proven',
  'refuted',
  'quarantining',
  'quarantined',
  'lifting',
  'undoing',
  'undo-stopped',
];

type Reading = Pick<
  PlanStore,
  'find' | 'list' | 'listInterrupted' | 'listWaiting' | 'findByRole' | 'listTrustWrites'
>;

function reading(prisma: PrismaClient): Reading {
  const find: PlanStore['find'] = async (workspaceId, id) => {
    const row = await prisma.plan.findFirst({
      where: { id, workspaceId },
      include: PARTS,
    });
    return row && planOf(row);
  };
  return {
    find,

    async list(workspaceId, limit) {
      const rows = await prisma.plan.findMany({
        where: { workspaceId },
        include: PARTS,
        orderBy: { createdAt: 'desc' },
        take: limit,
      });
      return rows.map(planOf);
    },

    listInterrupted: () => listIn(prisma, IN_RUN),
    listWaiting: () => listIn(prisma, ['waiting']),

    async findByRole(workspaceId, roleArn) {
      const onRole = await prisma.plan.findMany({
        where: { workspaceId, roleArn, state: { in: ROLE_STANDS } },
        select: { id: true },
        orderBy: { createdAt: 'desc' },
      });
      const plan = await findOfRole({ find }, workspaceId, onRole);
      if (!plan) return null;
      const { id, reviewOn, body } = plan;
      return { planId: id, reviewOn, ...notesOf(body.fields) };
    },

    listTrustWrites: (workspaceId, roleArn) =>
      listTrustWrites(prisma, workspaceId, roleArn),
  };
}

async function listTrustWrites(
  prisma: PrismaClient,
  workspaceId: string,
  roleArn: string,
): ReturnType<PlanStore['listTrustWrites']> {
  const rows = await prisma.planStep.findMany({
    where: {
      plan: { workspaceId, roleArn },
      target: { path: ['kind'], equals: 'trust' },
    },
    select: {
      planId: true,
      after: true,
      doneAt: true,
      plan: { select: { title: true } },
    },
    orderBy: { doneAt: 'asc' },
  });
  return rows.flatMap(({ planId, after, doneAt, plan: { title } }) =>
    after !== null && doneAt ? [{ planId, title, document: after, doneAt }] : [],
  );
}

async function listIn(prisma: PrismaClient, states: PlanState[]) {
  const rows = await prisma.plan.findMany({
    where: { state: { in: states } },
    select: { id: true, workspaceId: true },
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(({ id, workspaceId }) => ({
    id,
    workspaceId: workspaceId as WorkspaceId, // the brand was checked on the way in
  }));
}

async function lease(
  prisma: PrismaClient,
  planId: string,
  holder: string,
  seconds: number,
): Promise<boolean> {
  // The database's clock: replicas' own clocks may differ.
  const taken = await prisma.$executeRaw`
    UPDATE "Plan"
       SET "leaseHolder" = ${holder}, "leaseUntil" = now() + make_interval(secs => ${seconds})
     WHERE "id" = ${planId}
       AND ("leaseHolder" IS NULL OR "leaseHolder" = ${holder} OR "leaseUntil" < now())`;
  return taken === 1;
}

const saveNotes = (
  prisma: PrismaClient,
  ...[read, { body, reviewOn }, entry, from]: Parameters<PlanStore['saveNotes']>
): Promise<boolean> =>
  prisma.$transaction(async (transaction) => {
    const { id, workspaceId, version } = read;
    const { count } = await transaction.plan.updateMany({
      where: { id, workspaceId, version, state: { in: from } },
      data: { body: json(body), reviewOn, version: { increment: 1 } },
    });
    if (count === 0) return false;
    await appendActivity(transaction, entry);
    return true;
  }, LOGGED_TRANSACTION);

/**
 * Plans, their journal of steps and their proofs. A write has reached the disk when its promise
 * resolves. `listInterrupted` also tells plans that another live process runs: take the lease
 * before going on with one.
 */
export function createPlanStore(prisma: PrismaClient): PlanStore {
  return {
    ...reading(prisma),

    async create(plan) {
      await prisma.plan.create({ data: planColumnsOf(plan), select: { id: true } });
    },

    async moveState(id, from, to) {
      const { count } = await prisma.plan.updateMany({
        where: { id, state: { in: from } },
        data: { state: to, version: { increment: 1 } },
      });
      return count === 1;
    },

    async setProgress(id, progress) {
      await prisma.plan.updateMany({ where: { id }, data: { progress } });
    },

    async updateStep(planId, number, change) {
      await prisma.planStep.update({
        where: { planId_number: { planId, number } },
        data: change,
        select: { number: true },
      });
    },

    async saveProof(planId, proof) {
      const body = json(storableJson(proof));
      await prisma.proof.upsert({
        where: { planId_id: { planId, id: proof.id } },
        create: { planId, id: proof.id, body },
        update: { body },
        select: { id: true },
      });
    },

    saveNotes: (...noted) => saveNotes(prisma, ...noted),

    lease: (planId, holder, seconds) => lease(prisma, planId, holder, seconds),

    async release(planId, holder) {
      await prisma.plan.updateMany({
        where: { id: planId, leaseHolder: holder },
        data: { leaseHolder: null, leaseUntil: null },
      });
    },
  };
}
