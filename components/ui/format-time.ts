export type TimeFormat = 'time' | 'clock' | 'date' | 'datetime' | 'moment';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const shapes: Record<TimeFormat, Intl.DateTimeFormatOptions> = {
  time: { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  clock: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  datetime: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  },
  // Of what may be years away.
  moment: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes longer than all the rest of a row. */
function formatterOf(
  format: TimeFormat,
  timeZone: string | undefined,
): Intl.DateTimeFormat {
  const key = `${format} ${timeZone}`;
  const made =
    formatters.get(key) ??
    new Intl.DateTimeFormat('en-GB', {
      ...shapes[format],
      ...(timeZone === undefined ? {} : { timeZone }),
      hour12: false,
    });
  formatters.set(key, made);
  return made;
}

/** A moment in words, in a time zone (`undefined` = the reader's own). */
export function formatTime(
  at: string,
  format: TimeFormat,
  timeZone: string | undefined,
): string {
  const text = formatterOf(format, timeZone).format(new Date(at));
  const clean = text.replaceAll(',', '');
  const isZoneMissing = format === 'datetime' || format === 'moment';
  return timeZone === 'UTC' && isZoneMissing ? `${clean} UTC` : clean;
}

/** The moment as `2026-11-27 16:00:05 UTC`. */
export function formatUtc(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** How far a moment lies from now: `2 h ago`, `in 41 min`, `just now`. */
export function formatDistance(at: string, nowMs: number): string {
  const awayMs = new Date(at).getTime() - nowMs;
  const size = formatSpan(Math.abs(awayMs));
  if (size === null) return 'just now';
  return awayMs < 0 ? `${size} ago` : `in ${size}`;
}

function formatSpan(spanMs: number): string | null {
  if (spanMs < minuteMs) return null;
  if (spanMs < hourMs) return `${Math.floor(spanMs / minuteMs)} min`;
  if (spanMs < 2 * dayMs) return `${Math.floor(spanMs / hourMs)} h`;
  return `${Math.floor(spanMs / dayMs)} d`;
}

/** What is left of a session: `1 h 12 min left`, `41 min left`, `under 1 min left`, `ended`. */
export function formatTimeLeft(leftMs: number): string {
  if (leftMs <= 0) return 'ended';
  const minutes = Math.floor(leftMs / minuteMs);
  if (minutes < 1) return 'under 1 min left';
  if (minutes < 60) return `${minutes} min left`;
  const rest = minutes % 60;
  const hours = `${Math.floor(minutes / 60)} h`;
  return rest === 0 ? `${hours} left` : `${hours} ${rest} min left`;
}
