import { nameOfArn } from '@/lib/core/arn';
import type { ActivityEntry, StoredRevocation } from '@/lib/ports';
import type { RevokeDeps } from './revoke-deps';

/** `session db-mei-k3jx7q2a of deploy`, or `every session of deploy until 09:00 UTC`. */
export function sayWhat({ sessionName, roleArn, cutOffAt }: StoredRevocation): string {
  const roleName = nameOfArn(roleArn);
  return sessionName
    ? `the session ${sessionName} of ${roleName}`
    : `every session of ${roleName} that began before ${cutOffAt.toISOString()}`;
}

type Told = {
  event: 'session.revoke' | 'session.restore';
  outcome: ActivityEntry['outcome'];
  sentence: string;
  actor?: { userId: string; name: string };
};

/** One row of the activity log about a revocation. When it rejects, AWS must not be called. */
export const tell = (
  { activity }: Pick<RevokeDeps, 'activity'>,
  revocation: StoredRevocation,
  { event, outcome, sentence, actor }: Told,
): Promise<void> =>
  activity.append({
    workspaceId: revocation.workspaceId,
    actorId: actor?.userId ?? revocation.createdById,
    actorName: actor?.name ?? 'Drawbridge',
    event,
    outcome,
    sentence,
    target: revocation.roleArn,
    planId: null,
    details: {
      revocationId: revocation.id,
      accountId: revocation.accountId,
      ...(revocation.sessionName ? { sessionName: revocation.sessionName } : {}),
    },
  });
