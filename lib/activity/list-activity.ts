import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { ActivityLog, Actor, StoredActivity } from '@/lib/ports';
import type { ActivityFilter, ActivityPage, ActivityRow } from './schema';
import { verifyChain } from './verify-chain';

type Deps = { activity: Pick<ActivityLog, 'list' | 'events' | 'all'> };

export const ACTIVITY_PAGE_SIZE = 50;

/** One page of the log, newest first, with the state of its hash chain. */
export async function listActivity(
  { activity }: Deps,
  actor: Actor,
  { q, event, before }: ActivityFilter,
): Promise<Result<ActivityPage, AppError>> {
  const denied = requirePermission(actor, 'activity:read');
  if (denied) return err(denied);

  const { workspaceId } = actor;
  const wanted = { workspaceId, q, event, before: before ?? null };
  const [found, events, all] = await Promise.all([
    // One more than a page tells whether there is a next one.
    activity.list({ ...wanted, limit: ACTIVITY_PAGE_SIZE + 1 }),
    activity.events(workspaceId),
    activity.all(workspaceId),
  ]);
  const rows = found.slice(0, ACTIVITY_PAGE_SIZE).map(rowOf);
  const nextBefore =
    found.length > ACTIVITY_PAGE_SIZE ? (rows.at(-1)?.sequence ?? null) : null;
  return ok({ rows, nextBefore, events, chain: verifyChain(all) });
}

const rowOf = (stored: StoredActivity): ActivityRow => ({
  sequence: stored.sequence,
  at: stored.at.toISOString(),
  actor: stored.actorName,
  event: stored.event,
  sentence: stored.sentence,
  outcome: stored.outcome,
  target: stored.target,
  planId: stored.planId,
});
