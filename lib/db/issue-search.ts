import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { FoundSession, IssueStore, SessionQuery } from '@/lib/ports';
import type { PrismaClient } from './client';

type Row = FoundSession & { total: number };

/** Sessions with the names of their people, in one query. */
export async function searchIssues(
  prisma: PrismaClient,
  query: SessionQuery,
): ReturnType<IssueStore['search']> {
  const { workspaceId, userId, roleArn, state, now, limit, offset } = query;
  const q = query.q.trim().toLowerCase();
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT i."id", i."workspaceId", i."userId", i."roleArn", i."use", i."sessionName",
           i."sourceIdentity", i."limits", i."issuedAt", i."expiresAt", i."revocationId",
           coalesce(u."name", 'Somebody who left') AS "personName",
           count(*) OVER ()::int AS "total"
      FROM "CredentialIssue" i
      LEFT JOIN "User" u ON u."id" = i."userId"
     WHERE i."workspaceId" = ${workspaceId}
       AND (${userId}::text IS NULL OR i."userId" = ${userId})
       AND (${roleArn}::text IS NULL OR i."roleArn" = ${roleArn})
       AND (${state} <> 'live' OR (i."expiresAt" > ${now} AND i."revocationId" IS NULL))
       AND (${state} <> 'revoked' OR i."revocationId" IS NOT NULL)
       AND (${q} = '' OR position(${q} IN lower(concat_ws(' ',
             i."roleArn", i."sessionName", u."name", u."email"))) > 0)
     ORDER BY i."issuedAt" DESC, i."id" DESC
     LIMIT ${limit} OFFSET ${offset}`;
  return {
    sessions: rows.map(({ total: _, ...session }) => session),
    total: rows[0]?.total ?? 0,
  };
}

export const takersOf = (prisma: PrismaClient, workspaceId: WorkspaceId) =>
  prisma.$queryRaw<{ userId: UserId; name: string }[]>`
    SELECT u."id" AS "userId", u."name"
      FROM "Membership" m
      JOIN "User" u ON u."id" = m."userId"
     WHERE m."workspaceId" = ${workspaceId}
       AND EXISTS (SELECT 1 FROM "CredentialIssue" i
                    WHERE i."workspaceId" = m."workspaceId" AND i."userId" = m."userId")
     ORDER BY u."name", u."id"`;
