import os from 'node:os';
import * as z from 'zod';

/** How far the clock here was from the console's, and when this computer was started by it. */
export const ClockThen = z.object({ aheadMs: z.number(), startedAt: z.number() });
export type ClockThen = z.infer<typeof ClockThen>;

/** Less than this is the way of the answer, and hurts nobody. */
const UNEVEN_MS = 60_000;

/** Moves when the clock is set, as the time since the start does not. */
const startedAt = (): number => Date.now() - os.uptime() * 1000;

/** What the `Date` of an answer tells of the clock here, which was asked for at `askedAt`. */
export function clockThen(askedAt: number, date: string | null): ClockThen {
  const aheadMs = askedAt - Date.parse(date ?? '');
  const isOff = Math.abs(aheadMs) >= UNEVEN_MS; // no date is no number
  return { aheadMs: isOff ? aheadMs : 0, startedAt: startedAt() };
}

/** The console's time now; null when the clock was off then and has been set since. */
export function nowBy({ aheadMs, startedAt: then }: ClockThen): number | null {
  const isSet = Math.abs(startedAt() - then) >= UNEVEN_MS;
  return aheadMs !== 0 && isSet ? null : Date.now() - aheadMs;
}
