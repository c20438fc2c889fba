import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { IssueStore, LiveSession, RoleUse, StoredIssue } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { CredentialIssueModel } from './generated/models';
import { NOBODY, searchIssues, takersOf } from './issue-search';

const issueOf = ({ revocationId: _, ...row }: CredentialIssueModel): StoredIssue => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  userId: row.userId as UserId,
  use: row.use as StoredIssue['use'], // written from this type
});

const marking = (
  prisma: PrismaClient,
): Pick<IssueStore, 'markRevoked' | 'clearRevoked'> => ({
  async markRevoked({ id, workspaceId, roleArn, sessionName, cutOffAt }, now) {
    const which = sessionName ? { sessionName } : { issuedAt: { lt: cutOffAt } };
    const { count } = await prisma.credentialIssue.updateMany({
      where: {
        workspaceId,
        roleArn,
        ...which,
        expiresAt: { gt: now },
        revocationId: null,
      },
      data: { revocationId: id },
    });
    return count;
  },

  async clearRevoked(revocationId) {
    await prisma.credentialIssue.updateMany({
      where: { revocationId },
      data: { revocationId: null },
    });
  },
});

type UseRow = Omit<RoleUse, 'live'> & {
  live: (Pick<LiveSession, 'id' | 'sessionName'> & Record<'from' | 'to', string>)[];
};

/** One statement: the home page asks for all of it. */
const usage = (prisma: PrismaClient): Pick<IssueStore, 'usesByRole'> => ({
  async usesByRole(workspaceId, userId, { since, now }) {
    const rows = await prisma.$queryRaw<UseRow[]>`
      SELECT "roleArn", max("issuedAt") AS "lastIssuedAt",
             (count(*) FILTER (WHERE "issuedAt" >= ${since}))::int AS "uses",
             COALESCE(jsonb_agg(jsonb_build_object('id', "id", 'sessionName', "sessionName",
                                                   'from', "issuedAt", 'to', "expiresAt"))
                      FILTER (WHERE "expiresAt" > ${now} AND "revocationId" IS NULL), '[]') AS "live"
        FROM "CredentialIssue"
       WHERE "workspaceId" = ${workspaceId} AND "userId" = ${userId}
       GROUP BY "roleArn"`;
    return rows.map(({ live, ...row }) => ({
      ...row,
      live: live.map(({ id, sessionName, from, to }) => ({
        ...{ id, sessionName, roleArn: row.roleArn },
        issuedAt: new Date(from),
        expiresAt: new Date(to),
      })),
    }));
  },
});

/** That credentials were given, never the credentials. */
export function createIssueStore(prisma: PrismaClient): IssueStore {
  return {
    ...marking(prisma),
    ...usage(prisma),

    async record({ id, workspaceId, userId, roleArn, use, sessionName, ...rest }) {
      const { sourceIdentity, limits, issuedAt, expiresAt } = rest;
      const whose = { id, workspaceId, userId, roleArn, use, sessionName };
      await prisma.credentialIssue.create({
        data: { ...whose, sourceIdentity, limits, issuedAt, expiresAt },
        select: { id: true },
      });
    },

    async find(workspaceId, id) {
      const row = await prisma.credentialIssue.findFirst({ where: { id, workspaceId } });
      if (!row) return null;
      const person = await prisma.user.findUnique({
        where: { id: row.userId },
        select: { name: true },
      });
      const { revocationId } = row;
      return { ...issueOf(row), personName: person?.name ?? NOBODY, revocationId };
    },

    async named(workspaceId, sessionNames, since) {
      const rows = await prisma.credentialIssue.findMany({
        where: {
          workspaceId,
          sessionName: { in: sessionNames },
          issuedAt: { gte: since },
        },
      });
      return rows.map(issueOf);
    },

    search: (query) => searchIssues(prisma, query),
    takers: (workspaceId) => takersOf(prisma, workspaceId),

    async listLive(workspaceId, userId, now) {
      const rows = await prisma.credentialIssue.findMany({
        where: { workspaceId, userId, expiresAt: { gt: now }, revocationId: null },
        orderBy: { issuedAt: 'desc' },
      });
      return rows.map(issueOf);
    },
  };
}
