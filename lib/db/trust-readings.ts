import type { SnapshotStore } from '@/lib/ports';
import type { PrismaClient } from './client';

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
  role: { accountId: string; arn: string },
  limit: number,
): ReturnType<SnapshotStore['trustReadings']> {
  // PostgreSQL's JSON refuses NUL and halves of surrogate pairs, which a reading may hold.
  const rows = await prisma.$queryRaw<TrustRow[]>`
    SELECT s."takenAt", found."sha256"
      FROM (SELECT "takenAt", "body" FROM "Snapshot"
             WHERE "workspaceId" = ${workspaceId} AND "accountId" = ${role.accountId}
               AND "body" IS NOT NULL
             ORDER BY "takenAt" DESC
             LIMIT ${limit}) s
      LEFT JOIN LATERAL (
        SELECT r ->> 'AssumeRolePolicyDocument' AS "sha256"
          FROM json_array_elements(
                 (CASE WHEN strpos(s."body", '\\u') = 0 THEN s."body"
                       ELSE regexp_replace(s."body",
                              '\\\\u(0000|d[89a-f][0-9a-f]{2})', '\\\\ufffd', 'g')
                   END)::json -> 'RoleDetailList') r
         WHERE r ->> 'Arn' = ${role.arn}
         LIMIT 1) found ON true
     ORDER BY s."takenAt" DESC`;
  const hashes = new Set(rows.flatMap(({ sha256 }) => sha256 ?? []));
  const documents = await prisma.$queryRaw<DocumentRow[]>`
    SELECT "sha256", "body" FROM "Document" WHERE "sha256" = ANY (${[...hashes]})`;
  const bodies = new Map(documents.map(({ sha256, body }) => [sha256, body]));
  return rows.map(({ takenAt, sha256 }) => ({
    takenAt,
    trust: sha256 === null ? null : JSON.parse(bodies.get(sha256) ?? 'null'),
  }));
}
