import type { Org } from './org';

/** Records a session of an hour that somebody else of the workspace holds; nobody took it. */
export async function recordSession(org: Org): Promise<void> {
  const { userId } = await org.addPerson('viewer', 'Lee Sato');
  await org.ports.issues.record({
    id: `of-${userId}`,
    workspaceId: org.workspaceId,
    userId,
    roleArn: 'arn:aws:iam::444455556666:role/data-read',
    use: 'terminal',
    sessionName: 'db-lee-abcdefgh',
    sourceIdentity: 'db-lee',
    limits: null,
    issuedAt: new Date(),
    expiresAt: new Date(Date.now() + 3_600_000),
  });
}
