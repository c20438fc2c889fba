import type { SnapshotStore } from '@/lib/ports';
import type { PrismaClient } from './client';

type Role = { accountId: string; arn: string };
type TrustRow = { takenAt: Date; sha256: string | null };
type DocumentRow = { sha256: string; body: string };

/**
 * The trust policy of one role in an account's last readings. The database looks inside the
 * readings, and each document comes once: what goes over the wire hangs on the role, not on the
 * size of its account.
 */
export async function trustReadings(
  prisma: PrismaClient,
  workspaceId: string,
  role: Role,
  limit: number,
): ReturnType<SnapshotStore['trustReadings']> {
  const rows = await trustHashes(prisma, workspaceId, role, limit);
  const hashes = new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
  const documents = await prisma.$queryRaw<DocumentRow[]>`
    SELECT "sha256", "body" FROM "Document" WHERE "sha256" = ANY (${[...hashes]})`;
  const bodies = new Map(documents.map(({ sha256, body }) => [sha256, body]));
  return rows.map(({ takenAt, sha256 }) => ({
    takenAt,
    trust: sha256 === null ? null : JSON.parse(bodies.get(sha256) ?? 'null'),
  }));
}

function trustHashes(
  prisma: PrismaClient,
  workspaceId: string,
  role: Role,
  limit: number,
): Promise<TrustRow[]> {
  // What follows the role's ARN says it, in the order in which AWS tells of a role. In another
  // order the reading is parsed, which takes several times as long; NUL and halves of surrogate
  // pairs, which a reading may hold, are replaced first: the database's JSON refuses them.
  return prisma.$queryRaw<TrustRow[]>`
    WITH reading AS MATERIALIZED (
      SELECT "id", "takenAt",
             left(split_part("body", ${`"Arn":${JSON.stringify(role.arn)}`}, 2), 200) AS "next"
        FROM "Snapshot"
       WHERE "workspaceId" = ${workspaceId} AND "accountId" = ${role.accountId}
         AND "body" IS NOT NULL
       ORDER BY "takenAt" DESC
       LIMIT ${limit}),
    quick AS MATERIALIZED (
      SELECT *, substring("next" FROM
               '^(?:,"CreateDate":"[^"]*")?,"AssumeRolePolicyDocument":"([0-9a-f]{64})"') AS "sha256"
        FROM reading)
    SELECT quick."takenAt", coalesce(quick."sha256", slow."sha256") AS "sha256"
      FROM quick
      LEFT JOIN "Snapshot" s
        ON s."id" = quick."id" AND quick."sha256" IS NULL AND quick."next" <> ''
      LEFT JOIN LATERAL (
        SELECT r ->> 'AssumeRolePolicyDocument' AS "sha256"
          FROM json_array_elements(
                 (CASE WHEN strpos(s."body", '\\u') = 0 THEN s."body"
                       ELSE regexp_replace(s."body",
                              '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\ufffd', 'g')
                   END)::json -> 'RoleDetailList') r
         WHERE r ->> 'Arn' = ${role.arn}
         LIMIT 1) slow ON true
     ORDER BY quick."takenAt" DESC`;
}
