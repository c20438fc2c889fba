import { ALWAYS_MAILED } from '@/lib/core/always-mailed';
import type { WorkspaceId } from '@/lib/core/ids';
import type { OutboxStore, StoredDelivery } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { NotificationDeliveryModel } from './generated/models';
import { putNotice, putPersonalNotice } from './put-notice';

type Row = Omit<NotificationDeliveryModel, 'key' | 'heldUntil'> & {
  person: StoredDelivery['to'];
};

const deliveryOf = (row: Row): StoredDelivery => ({
  id: row.id,
  workspaceId: row.workspaceId as WorkspaceId, // the brand was checked on the way in
  targetId: row.targetId,
  to: row.person,
  notice: row.notice as StoredDelivery['notice'], // written from this type
  state: row.state as StoredDelivery['state'], // written from this type
  attempts: row.attempts,
  nextAt: row.nextAt,
  detail: row.detail,
  createdAt: row.createdAt,
  sentAt: row.sentAt,
});

const PERSON = { person: { select: { name: true, email: true } } } as const;

const MAX_DETAIL = 500;

type Sending = Pick<OutboxStore, 'claim' | 'markSent' | 'markFailed'>;

/** By the database's clock throughout: those of replicas may differ. */
const sending = (prisma: PrismaClient): Sending => ({
  async claim(limit, holdSeconds) {
    const claimed = await prisma.$queryRaw<{ id: string }[]>`
      UPDATE "NotificationDelivery"
         SET "heldUntil" = now() + make_interval(secs => ${holdSeconds})
       WHERE "id" IN (
         SELECT "id" FROM "NotificationDelivery"
          WHERE "state" = 'waiting' AND "nextAt" <= now()
            AND ("heldUntil" IS NULL OR "heldUntil" < now())
          ORDER BY "nextAt" LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      RETURNING "id"`;
    const rows = await prisma.notificationDelivery.findMany({
      where: { id: { in: claimed.map(({ id }) => id) } },
      include: PERSON,
    });
    return rows.map(deliveryOf);
  },

  async markSent(id) {
    await prisma.$executeRaw`
      UPDATE "NotificationDelivery"
         SET "state" = 'sent', "sentAt" = now(), "attempts" = "attempts" + 1,
             "heldUntil" = NULL, "detail" = NULL
       WHERE "id" = ${id}`;
  },

  async markFailed(id, detail, retryAfterSeconds) {
    const state = retryAfterSeconds === null ? 'given-up' : 'waiting';
    await prisma.$executeRaw`
      UPDATE "NotificationDelivery"
         SET "state" = ${state}, "attempts" = "attempts" + 1, "heldUntil" = NULL,
             "detail" = ${detail.slice(0, MAX_DETAIL)},
             "nextAt" = now() + make_interval(secs => ${retryAfterSeconds ?? 0})
       WHERE "id" = ${id}`;
  },
});

type Personal = Pick<OutboxStore, 'putPersonal' | 'wantsMail' | 'setWantsMail'>;

const personal = (prisma: PrismaClient): Personal => ({
  putPersonal: (workspaceId, notice, key, people) =>
    putPersonalNotice(prisma, workspaceId, notice, key, people),

  async wantsMail(userId) {
    const select = { wantsMail: true } as const;
    const person = await prisma.user.findUnique({ where: { id: userId }, select });
    return person?.wantsMail ?? false;
  },

  async setWantsMail(userId, wantsMail) {
    const update = prisma.user.update({ where: { id: userId }, data: { wantsMail } });
    const waiting = {
      personId: userId,
      state: 'waiting',
      NOT: ALWAYS_MAILED.map((event) => ({
        notice: { path: ['event'], equals: event },
      })),
    };
    await (wantsMail
      ? update
      : prisma.$transaction([
          update,
          prisma.notificationDelivery.deleteMany({ where: waiting }),
        ]));
  },
});

/** What people are to be told, until it is sent. */
export function createOutboxStore(prisma: PrismaClient): OutboxStore {
  return {
    ...sending(prisma),
    ...personal(prisma),

    put: (workspaceId, notice, key, targetId) =>
      putNotice(prisma, workspaceId, notice, key, targetId),

    async list(workspaceId, limit) {
      const rows = await prisma.notificationDelivery.findMany({
        where: { workspaceId },
        include: PERSON,
        orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
        take: limit,
      });
      return rows.map(deliveryOf);
    },

    async replay(workspaceId, id) {
      const replayed = await prisma.$executeRaw`
        UPDATE "NotificationDelivery"
           SET "state" = 'waiting', "attempts" = 0, "detail" = NULL, "sentAt" = NULL,
               "nextAt" = now()
         WHERE "id" = ${id} AND "workspaceId" = ${workspaceId} AND "state" <> 'waiting'
           AND ("personId" IS NULL OR EXISTS (
             SELECT 1 FROM "User" u WHERE u."id" = "personId"
                AND (u."wantsMail" OR "notice"->>'event' = ANY (${[...ALWAYS_MAILED]}))))`;
      return replayed === 1;
    },

    async prune(days) {
      await prisma.$executeRaw`
        DELETE FROM "NotificationDelivery"
         WHERE "state" <> 'waiting' AND "createdAt" < now() - make_interval(days => ${days})`;
    },
  };
}
