import type { ActivityRow } from '@/lib/activity/schema';

export type DayGroup = {
  /** `2026-11-24`, in the given time zone. */
  day: string;
  rows: ActivityRow[];
};

/** Rows under the day they happened on, in the reader's own time zone; order stays. */
export function groupByDay(
  rows: readonly ActivityRow[],
  timeZone: string | undefined,
): DayGroup[] {
  const dayOf = new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const groups: DayGroup[] = [];
  for (const row of rows) {
    const day = dayOf.format(new Date(row.at));
    const last = groups.at(-1);
    if (last?.day === day) last.rows.push(row);
    else groups.push({ day, rows: [row] });
  }
  return groups;
}

/** `credentials.issued` as people say it: `credentials issued`. */
export const sayEvent = (event: string): string => event.replace(/[._-]+/g, ' ');
