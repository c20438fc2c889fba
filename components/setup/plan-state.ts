import type { PlanState, PlanView } from '@/lib/setup/schema';

const RUNNING: readonly PlanState[] = ['applying', 'undoing', 'suspended'];
const STOPPED: readonly PlanState[] = ['stopped', 'undo-stopped'];
const STANDING: readonly PlanState[] = ['applied', 'proven', 'refuted'];

/** Something is being written, undone or tested; an interrupted run resumes by itself. */
export const isRunning = (plan: Pick<PlanView, 'state' | 'progress'>): boolean =>
  RUNNING.includes(plan.state) || plan.progress !== null;

export const isStopped = (plan: Pick<PlanView, 'state'>): boolean =>
  STOPPED.includes(plan.state);

/** Everything of the plan is written at AWS. */
export const isStanding = (plan: Pick<PlanView, 'state'>): boolean =>
  STANDING.includes(plan.state);

/** Nothing was written yet and nothing is older than the plan's time. */
export const canApply = (
  plan: Pick<PlanView, 'state' | 'isExpired' | 'expiresAt'>,
  now: Date,
): boolean =>
  plan.state === 'ready' && !plan.isExpired && new Date(plan.expiresAt) > now;

/** What undo can still take back: a run that stopped, was left, or stands. */
export const canUndo = (plan: Pick<PlanView, 'state'>): boolean =>
  isStopped(plan) || isStanding(plan) || plan.state === 'left';
