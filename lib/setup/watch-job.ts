import type { PlanJob } from './plan-job';

/** A look for the other half of a plan that waits for its owner. */
export type WatchJob = PlanJob & {
  name: 'plan-watch';
  /** How many looks there were; null for one that was asked for, which starts no series. */
  round: number | null;
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

/** One look, now. */
export const watchNow = ({ workspaceId, planId }: PlanJob): WatchJob => ({
  name: 'plan-watch',
  workspaceId,
  planId,
  round: null,
  afterSeconds: 0,
});
