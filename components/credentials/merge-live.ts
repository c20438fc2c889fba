type Live = { roleArn: string; issuedAt: string; expiresAt: string };

/** The live sessions with those that began on this page; the newest of each role counts. */
export function mergeLive<Session extends Live>(
  known: readonly Session[],
  begun: readonly Session[],
  nowMs: number | null,
): Session[] {
  const newest = new Map<string, Session>();
  for (const session of [...known, ...begun]) {
    const other = newest.get(session.roleArn);
    if (!other || other.issuedAt < session.issuedAt) newest.set(session.roleArn, session);
  }
  return [...newest.values()]
    .filter((session) => nowMs === null || Date.parse(session.expiresAt) > nowMs)
    .sort((a, b) => a.expiresAt.localeCompare(b.expiresAt));
}

/** `2 sessions live, the next ends in 41 min`; what stands beside the page's title. */
export function sayLive(live: readonly Live[], nowMs: number | null): string {
  const [next] = live;
  if (!next) return 'No session is live.';
  const count = live.length === 1 ? '1 session live' : `${live.length} sessions live`;
  if (nowMs === null) return count;
  const minutes = Math.floor((Date.parse(next.expiresAt) - nowMs) / 60_000);
  const who = live.length === 1 ? 'it ends' : 'the next ends';
  return `${count}, ${who} in ${sayMinutes(minutes)}`;
}

function sayMinutes(minutes: number): string {
  if (minutes < 1) return 'under 1 min';
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} h`;
  return rest === 0 ? hours : `${hours} ${rest} min`;
}
