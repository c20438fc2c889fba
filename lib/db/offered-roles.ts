import type { GrantStore, OfferedRole } from '@/lib/ports';
import type { PrismaClient } from './client';
import { Prisma } from './generated/client';
import { type TermsRow, termsOf } from './grant-rows';
import { openRequestsOf } from './request-store';

type Person = Parameters<GrantStore['offeredTo']>[0];

/** Grants for everybody, for the person, and for the groups that the person is in. */
export const isFor = ({ userId }: Pick<Person, 'userId'>) => Prisma.sql`
  (g."toKind" = 'everybody' OR g."userId" = ${userId}
   OR g."groupId" IN (SELECT m."groupId" FROM "PersonGroupMember" m WHERE m."userId" = ${userId}))`;

/** Grants on the same terms, of roles that differ in their names only. */
type Alike = TermsRow &
  Omit<OfferedRole, 'roleArn' | 'accountId' | 'roleName' | 'description' | 'grants'> & {
    each: [
      roleArn: string,
      accountId: string,
      roleName: string,
      description: string,
      grantId: string,
      grantedAt: string,
    ][];
  };

/** What is said once for all that are alike. */
const COMMON = Prisma.raw(
  [
    ...['roleMaxSeconds', 'region', 'isByToken', 'takesSourceIdentity', 'takesTags'],
    ...['isPinned', 'workspaceId', 'toKind', 'userId', 'groupId', 'toName', 'maxSeconds'],
    ...['isReadOnly', 'services', 'fromIp', 'endsAt', 'rule', 'stepUp', 'approvals'],
    ...['approverIds', 'approverGroupId', 'createdByName', 'endedAt', 'endedByName'],
    'version',
  ]
    .map((column) => `"${column}"`)
    .join(', '),
);

/**
 * Two statements whatever the number of roles: what the console can take for this person, with
 * the live grants that give it.
 */
export async function offeredRoles(
  prisma: PrismaClient,
  person: Person,
  now: Date,
  arn?: string,
): Promise<OfferedRole[]> {
  const { workspaceId, userId } = person;
  const [requests, alike] = await Promise.all([
    openRequestsOf(prisma, workspaceId, userId, now),
    readAlike(prisma, person, now, arn),
  ]);
  const roles = new Map<string, OfferedRole>();
  for (const { each, ...common } of alike) {
    const { terms, facts } = partsOf(common);
    for (const [roleArn, accountId, roleName, description, id, grantedAt] of each) {
      const createdAt = new Date(grantedAt);
      // What is shared is copied last: thousands of objects are made ten times as fast.
      const grant = {
        id,
        roleArn,
        createdAt,
        requests: requests.get(id) ?? [],
        ...terms,
      };
      const known = roles.get(roleArn);
      if (known) known.grants.push(grant);
      else {
        const role = { roleArn, accountId, roleName, description, grants: [grant] };
        roles.set(roleArn, Object.assign(role, facts));
      }
    }
  }
  return [...roles.values()].sort((a, b) => (a.roleArn < b.roleArn ? -1 : 1));
}

/** What the roles are, and the terms that they are given on. */
function partsOf(common: Omit<Alike, 'each'>) {
  const { roleMaxSeconds, region, isPinned, isByToken, ...rest } = common;
  const { takesSourceIdentity, takesTags, ...terms } = rest;
  const takes = { isByToken, takesSourceIdentity, takesTags };
  return {
    facts: { roleMaxSeconds, region, isPinned, ...takes },
    terms: termsOf(terms),
  };
}

/** One text of JSON: its thousands of values are read many times as fast as those of rows. */
async function readAlike(
  prisma: PrismaClient,
  person: Person,
  now: Date,
  arn: string | undefined,
): Promise<Alike[]> {
  const { workspaceId, userId, handle } = person;
  const isThis = arn === undefined ? Prisma.empty : Prisma.sql`AND g."roleArn" = ${arn}`;
  const [row] = await prisma.$queryRaw<{ all: string }[]>`
    WITH given AS (
      SELECT g.*, COALESCE(u."name", p."name") AS "toName"
        FROM "RoleGrant" g
        LEFT JOIN "User" u ON u."id" = g."userId"
        LEFT JOIN "PersonGroup" p ON p."id" = g."groupId"
       WHERE g."workspaceId" = ${workspaceId} AND g."endedAt" IS NULL
         AND (g."endsAt" IS NULL OR g."endsAt" > ${now}) AND ${isFor(person)} ${isThis}
    ), vendable AS (
      SELECT v."roleArn", v."accountId", v."roleName", v."description", v."roleMaxSeconds", v."region",
             token."isByToken", i."roleArn" IS NOT NULL AS "isPinned",
             CASE WHEN token."isByToken" THEN v."tokenTakesSourceIdentity"
                  ELSE v."brokerTakesSourceIdentity" END AS "takesSourceIdentity",
             CASE WHEN token."isByToken" THEN v."tokenTakesTags"
                  ELSE v."brokerTakesTags" END AS "takesTags"
        FROM "VendableRole" v
       CROSS JOIN LATERAL (SELECT ${handle} = ANY(v."tokenHandles") AS "isByToken") token
        LEFT JOIN "Pin" i ON i."workspaceId" = v."workspaceId" AND i."userId" = ${userId}
         AND i."roleArn" = v."roleArn"
       WHERE v."workspaceId" = ${workspaceId} AND (v."isByBroker" OR token."isByToken")
    ), alike AS (
      SELECT ${COMMON}, json_agg(json_build_array("roleArn", "accountId", "roleName", "description",
                                                  "id", "createdAt")) AS "each"
        FROM given JOIN vendable USING ("roleArn")
       GROUP BY ${COMMON}
    )
    SELECT COALESCE(json_agg(alike), '[]')::text AS "all" FROM alike`;
  // The statement names what this type has.
  return JSON.parse(row?.all ?? '[]') as Alike[];
}
