const HOUR_SECONDS = 3600;

/** The shortest session STS gives. */
export const MIN_SESSION_SECONDS = 900;

/** Role chaining caps a session at one hour, whatever maximum the role itself allows. */
export const CHAINED_SESSION_SECONDS = HOUR_SECONDS;

/** What a session lasts when nobody asks for more, and the least `MaxSessionDuration` of a role. */
export const DEFAULT_SESSION_SECONDS = HOUR_SECONDS;

/** The longest `MaxSessionDuration` a role may have. */
export const MAX_SESSION_SECONDS = 12 * HOUR_SECONDS;

/**
 * How long a session may be that is over at `end`: whole minutes, and never less than the
 * shortest session that STS gives. Nothing ends it where `end` is missing.
 */
export function sessionSecondsUntil(end: Date | null | undefined, now: Date): number {
  if (!end) return Infinity;
  const leftMinutes = Math.floor((end.getTime() - now.getTime()) / 60_000);
  return Math.max(leftMinutes * 60, MIN_SESSION_SECONDS);
}

/** A duration as people say it: `15 min`, `1 h`, `1 h 30 min`. */
export function sayDuration(seconds: number): string {
  const hours = Math.floor(seconds / HOUR_SECONDS);
  const minutes = Math.round((seconds % HOUR_SECONDS) / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}
