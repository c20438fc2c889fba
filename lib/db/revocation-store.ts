import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { RevocationStore, StoredRevocation } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import type { RevocationModel } from './generated/models';

const revocationOf = (row: RevocationModel): StoredRevocation => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  userId: row.userId as UserId | null,
  createdById: row.createdById as UserId,
  state: row.state as StoredRevocation['state'], // written from this type
  proof: row.proof as StoredRevocation['proof'], // written from this type
});

const columnsOf = <T extends { proof?: StoredRevocation['proof'] }>({
  proof,
  ...row
}: T) => ({
  ...row,
  ...(proof === undefined ? {} : { proof: proof ?? Prisma.DbNull }),
});

type Reading = Pick<RevocationStore, 'find' | 'listOpen' | 'earlierTexts' | 'listDue'>;

const reading = (prisma: PrismaClient): Reading => ({
  async find(workspaceId, id) {
    const row = await prisma.revocation.findFirst({ where: { id, workspaceId } });
    return row && revocationOf(row);
  },

  async listOpen(workspaceId) {
    const rows = await prisma.revocation.findMany({
      where: { workspaceId, state: { in: ['writing', 'standing', 'removing'] } },
      orderBy: { createdAt: 'desc' },
    });
    return rows.map(revocationOf);
  },

  async earlierTexts(workspaceId, roleArn) {
    const rows = await prisma.revocation.findMany({
      where: { workspaceId, roleArn, before: { not: null } },
      select: { before: true },
      orderBy: { createdAt: 'desc' },
    });
    return rows.flatMap(({ before }) => before ?? []);
  },

  async listDue(now) {
    const rows = await prisma.revocation.findMany({
      where: {
        OR: [
          { state: { in: ['writing', 'removing'] } },
          { state: 'standing', endsAt: { lte: now } },
        ],
      },
      select: { workspaceId: true, id: true },
      orderBy: { createdAt: 'asc' },
    });
    return rows.map(({ workspaceId, id }) => ({
      workspaceId: workspaceId as WorkspaceId, // the brand was checked on the way in
      id,
    }));
  },
});

const leases = (prisma: PrismaClient): Pick<RevocationStore, 'lease' | 'release'> => ({
  async lease(key, holder, seconds) {
    // The database's clock: replicas' own clocks may differ.
    const taken = await prisma.$executeRaw`
        INSERT INTO "RoleLease" ("key", "holder", "until")
        VALUES (${key}, ${holder}, now() + make_interval(secs => ${seconds}))
        ON CONFLICT ("key") DO UPDATE
           SET "holder" = excluded."holder", "until" = excluded."until"
         WHERE "RoleLease"."holder" = excluded."holder" OR "RoleLease"."until" < now()`;
    return taken === 1;
  },

  async release(key, holder) {
    await prisma.roleLease.deleteMany({ where: { key, holder } });
  },
});

/** Denials of sessions and the journal of their writes: on the disk when a write resolves. */
export function createRevocationStore(prisma: PrismaClient): RevocationStore {
  return {
    ...reading(prisma),
    ...leases(prisma),

    async create(revocation) {
      await prisma.revocation.create({
        data: columnsOf(revocation),
        select: { id: true },
      });
    },

    async update(id, change) {
      await prisma.revocation.update({
        where: { id },
        data: columnsOf(change),
        select: { id: true },
      });
    },

    async moveState(id, from, to, removedByName) {
      const { count } = await prisma.revocation.updateMany({
        where: { id, state: { in: from } },
        data: { state: to, ...(removedByName ? { removedByName } : {}) },
      });
      return count === 1;
    },
  };
}
