import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { GrantStore } from '@/lib/ports';
import { applyGrantChanges } from './apply-grant-changes';
import type { PrismaClient } from './client';
import { grantOf, type NamedGrantRow } from './grant-rows';
import { isFor, offeredRoles } from './offered-roles';

const NAMES = { user: { select: { name: true } }, group: { select: { name: true } } };

const listOf = (prisma: PrismaClient): Pick<GrantStore, 'find' | 'listOpen'> => ({
  async find(workspaceId, id) {
    const row = await prisma.roleGrant.findFirst({
      where: { workspaceId, id },
      include: NAMES,
    });
    return row && namedOf(row);
  },

  async listOpen(workspaceId, roleArns) {
    const rows = await prisma.roleGrant.findMany({
      where: {
        workspaceId,
        endedAt: null,
        ...(roleArns ? { roleArn: { in: roleArns } } : {}),
      },
      include: NAMES,
      orderBy: [{ roleArn: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(namedOf);
  },
});

const ending = (prisma: PrismaClient): Pick<GrantStore, 'listEnding' | 'markTold'> => ({
  async listEnding({ after, until, now }, limit) {
    const rows = await prisma.roleGrant.findMany({
      where: {
        endedAt: null,
        endsAt: { gt: after, lte: until },
        OR: [
          { toldAt: null },
          { endsAt: { lte: now }, toldAt: { lt: prisma.roleGrant.fields.endsAt } },
        ],
      },
      include: NAMES,
      orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
      take: limit,
    });
    return rows.map(namedOf);
  },

  async markTold(grants, at) {
    await prisma.$executeRaw`
      UPDATE "RoleGrant" g SET "toldAt" = ${at}
        FROM unnest(${grants.map(({ id }) => id)}::text[],
                    ${grants.map(({ version }) => version)}::int[]) AS told("id", "version")
       WHERE g."id" = told."id" AND g."version" = told."version"`;
  },
});

const namedOf = ({ user, group, toldAt: _, ...row }: NamedGrantRow) =>
  grantOf({ ...row, toName: user?.name ?? group?.name ?? null });

/** Who may take which role. What a role is stands with the vendable roles, and nowhere twice. */
export function createGrantStore(prisma: PrismaClient): GrantStore {
  return {
    ...listOf(prisma),
    ...ending(prisma),
    offeredTo: (person, now) => offeredRoles(prisma, person, now),

    async findOffered(person, roleArn, now) {
      const [role] = await offeredRoles(prisma, person, now, roleArn);
      return role ?? null;
    },

    async everOf(person, roleArn) {
      const ids = await prisma.$queryRaw<{ id: string }[]>`
        SELECT g."id" FROM "RoleGrant" g
         WHERE g."workspaceId" = ${person.workspaceId} AND g."roleArn" = ${roleArn}
           AND ${isFor(person)}`;
      const rows = await prisma.roleGrant.findMany({
        where: { id: { in: ids.map(({ id }) => id) } },
        include: NAMES,
        orderBy: { createdAt: 'desc' },
      });
      return rows.map(namedOf);
    },

    apply: (writes) => applyGrantChanges(prisma, writes),
    giveToEverybody: (workspaceId, byName) =>
      giveToEverybody(prisma, workspaceId, byName),
    setPinned: (...pin) => setPinned(prisma, ...pin),
  };
}

async function giveToEverybody(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  byName: string,
): Promise<void> {
  // The id is made from the role: a grant that somebody ended does not come back.
  await prisma.$executeRaw`
    INSERT INTO "RoleGrant" ("id", "workspaceId", "roleArn", "toKind", "services", "approverIds", "createdByName")
    SELECT 'practice ' || "workspaceId" || ' ' || "roleArn", "workspaceId", "roleArn", 'everybody',
           ARRAY[]::TEXT[], ARRAY[]::TEXT[], ${byName}
      FROM "VendableRole" v WHERE "workspaceId" = ${workspaceId}
       -- Whom a plan was to give the role is given it by the plan, and nobody else.
       AND NOT EXISTS (SELECT 1 FROM "PlanGrant" g JOIN "Plan" p ON p."id" = g."planId"
                        WHERE g."workspaceId" = v."workspaceId" AND p."roleArn" = v."roleArn"
                          AND g."state" <> 'ended')
    ON CONFLICT DO NOTHING`;
}

async function setPinned(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  userId: UserId,
  roleArn: string,
  isPinned: boolean,
): Promise<void> {
  const pin = { workspaceId, userId, roleArn };
  if (!isPinned) await prisma.pin.deleteMany({ where: pin });
  else
    await prisma.pin.upsert({
      where: { workspaceId_userId_roleArn: pin },
      create: pin,
      update: {},
      select: { roleArn: true },
    });
}
