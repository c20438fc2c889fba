import type { PlanJob } from './plan-job';

/** A look for the other half of a plan that waits for its owner. */
export type WatchJob = PlanJob & {
  name: 'plan-watch';
  /** How many looks there were; null for one that was asked for, which starts no series. */
  round: number | null;
  /** A series of its own beside the other: somebody just said that the half is run. */
  isSaid?: boolean;
  afterSeconds: number;
};

const FIRST_SECONDS = 10;
const LONGEST_SECONDS = 600;

/** The look after so many: soon at first, in the end every ten minutes. */
export const watchLater = (
  { workspaceId, planId }: PlanJob,
  round: number,
): WatchJob => ({
  name: 'plan-watch',
  workspaceId,
  planId,
  round,
  afterSeconds: Math.min(FIRST_SECONDS * 2 ** round, LONGEST_SECONDS),
});

const SAID_FIRST_SECONDS = 2;

/**
 * The look after so many since somebody said that the half is run: at once, and again after 2, 4,
 * 8 s and so on. Null once it is as seldom as every other look, which goes on by itself.
 */
export function watchSaid(
  { workspaceId, planId }: PlanJob,
  round: number,
): WatchJob | null {
  const afterSeconds = round === 0 ? 0 : SAID_FIRST_SECONDS * 2 ** (round - 1);
  if (afterSeconds >= LONGEST_SECONDS) return null;
  return { name: 'plan-watch', workspaceId, planId, round, isSaid: true, afterSeconds };
}

/** What follows a look that settled nothing; null for nothing. */
export function watchAgain(job: WatchJob): WatchJob | null {
  if (job.round === null) return null;
  return job.isSaid ? watchSaid(job, job.round + 1) : watchLater(job, job.round + 1);
}

/** One of these waits for each plan, however often it is asked for. */
export const watchKey = ({ planId, round, isSaid }: WatchJob): string => {
  if (round === null) return `${planId} now`;
  return `${planId} ${isSaid ? 'said' : 'later'}`;
};

/** One look, now. */
export const watchNow = ({ workspaceId, planId }: PlanJob): WatchJob => ({
  name: 'plan-watch',
  workspaceId,
  planId,
  round: null,
  afterSeconds: 0,
});
