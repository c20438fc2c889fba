import type { TrailSession } from '@/lib/credentials/trail/schema';

/**
 * Sessions that several accounts told of, the newest first. The account of the caller and that
 * of the role both tell of one session; the caller's knows who it was.
 */
export function joinSessions(
  known: readonly TrailSession[],
  more: readonly TrailSession[],
): TrailSession[] {
  const byId = new Map(known.map((session) => [session.id, session]));
  for (const session of more) {
    if (!byId.get(session.id)?.isCallerNamed) byId.set(session.id, session);
  }
  return [...byId.values()].sort((a, b) => b.takenAt.localeCompare(a.takenAt));
}
