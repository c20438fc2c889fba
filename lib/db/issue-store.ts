import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { IssueStore, StoredIssue } from '@/lib/ports';
import type { PrismaClient } from './client';
import type { CredentialIssueModel } from './generated/models';
import { searchIssues, takersOf } from './issue-search';

const issueOf = ({ revocationId: _, ...row }: CredentialIssueModel): StoredIssue => ({
  ...row,
  workspaceId: row.workspaceId as WorkspaceId, // the brands were checked on the way in
  userId: row.userId as UserId,
  use: row.use as StoredIssue['use'], // written from this type
});

/** That credentials were given, never the credentials. */
export function createIssueStore(prisma: PrismaClient): IssueStore {
  return {
    async record({ id, workspaceId, userId, roleArn, use, sessionName, ...rest }) {
      const { sourceIdentity, limits, issuedAt, expiresAt } = rest;
      const whose = { id, workspaceId, userId, roleArn, use, sessionName };
      await prisma.credentialIssue.create({
        data: { ...whose, sourceIdentity, limits, issuedAt, expiresAt },
        select: { id: true },
      });
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

    async lastByRole(workspaceId, userId) {
      const groups = await prisma.credentialIssue.groupBy({
        by: ['roleArn'],
        where: { workspaceId, userId },
        _max: { issuedAt: true },
      });
      return groups.flatMap(({ roleArn, _max: { issuedAt } }) =>
        issuedAt ? [{ roleArn, issuedAt }] : [],
      );
    },
  };
}
