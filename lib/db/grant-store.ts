import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { GrantStore } from '@/lib/ports';
import { applyGrantChanges } from './apply-grant-changes';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import { type GrantRow, grantOf, type NamedGrantRow } from './grant-rows';
import { openRequestsOf } from './request-store';

type Person = Parameters<GrantStore['everOf']>[0];

const NAMES = { user: { select: { name: true } }, group: { select: { name: true } } };

/** Grants for everybody, for the person, and for the groups that the person is in. */
const isFor = ({ userId }: Person) => Prisma.sql`
  (g."toKind" = 'everybody' OR g."userId" = ${userId}
   OR g."groupId" IN (SELECT m."groupId" FROM "PersonGroupMember" m WHERE m."userId" = ${userId}))`;

type OfferedRow = Awaited<ReturnType<GrantStore['offeredTo']>>[number] & {
  given: (GrantRow & { toName: string | null })[];
};

/**
 * Two statements whatever the number of roles: what the console can take for this person, with
 * the live grants that give it.
 */
async function offered(prisma: PrismaClient, person: Person, now: Date, arn?: string) {
  const { workspaceId, userId, handle } = person;
  const isThis = arn === undefined ? Prisma.empty : Prisma.sql`AND g."roleArn" = ${arn}`;
  const byGrant = await openRequestsOf(prisma, workspaceId, userId, now);
  const rows = await prisma.$queryRaw<OfferedRow[]>`
    WITH given AS (
      -- json, not jsonb: it is only sent, and thousands of rows are made faster.
      SELECT named."roleArn", json_agg(named) AS "given"
        FROM (SELECT g.*, COALESCE(u."name", p."name") AS "toName"
                FROM "RoleGrant" g
                LEFT JOIN "User" u ON u."id" = g."userId"
                LEFT JOIN "PersonGroup" p ON p."id" = g."groupId"
               WHERE g."workspaceId" = ${workspaceId} AND g."endedAt" IS NULL
                 AND (g."endsAt" IS NULL OR g."endsAt" > ${now}) AND ${isFor(person)} ${isThis}) named
       GROUP BY named."roleArn"
    )
    SELECT v."roleArn", v."accountId", v."roleName", v."description", v."roleMaxSeconds", v."region",
           ${handle} = ANY(v."tokenHandles") AS "isByToken",
           CASE WHEN ${handle} = ANY(v."tokenHandles") THEN v."tokenTakesSourceIdentity"
                ELSE v."brokerTakesSourceIdentity" END AS "takesSourceIdentity",
           CASE WHEN ${handle} = ANY(v."tokenHandles") THEN v."tokenTakesTags"
                ELSE v."brokerTakesTags" END AS "takesTags",
           EXISTS (SELECT 1 FROM "Pin" i WHERE i."workspaceId" = v."workspaceId"
                      AND i."userId" = ${userId} AND i."roleArn" = v."roleArn") AS "isPinned",
           given."given"
      FROM given JOIN "VendableRole" v
        ON v."workspaceId" = ${workspaceId} AND v."roleArn" = given."roleArn"
     WHERE v."isByBroker" OR ${handle} = ANY(v."tokenHandles")
     ORDER BY v."roleArn"`;
  return rows.map(({ given, ...role }) => ({
    ...role,
    grants: given.map((grant) => ({
      ...grantOf(grant),
      requests: byGrant.get(grant.id) ?? [],
    })),
  }));
}

const listOf = (
  prisma: PrismaClient,
): Pick<GrantStore, 'find' | 'listOpen' | 'listEnding'> => ({
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

  async listEnding(after, until) {
    const rows = await prisma.roleGrant.findMany({
      where: { endedAt: null, endsAt: { gt: after, lte: until } },
      include: NAMES,
      orderBy: [{ endsAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(namedOf);
  },
});

const namedOf = ({ user, group, ...row }: NamedGrantRow) =>
  grantOf({ ...row, toName: user?.name ?? group?.name ?? null });

/** Who may take which role. What a role is stands with the vendable roles, and nowhere twice. */
export function createGrantStore(prisma: PrismaClient): GrantStore {
  return {
    ...listOf(prisma),
    offeredTo: (person, now) => offered(prisma, person, now),

    async findOffered(person, roleArn, now) {
      const [role] = await offered(prisma, person, now, roleArn);
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
