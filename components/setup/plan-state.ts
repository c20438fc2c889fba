import type { PlanView } from '@/lib/setup/plan-views';
import { type PlanState, STANDING } from '@/lib/setup/schema';

const MOVING: readonly PlanState[] = ['applying', 'undoing', 'quarantining', 'lifting'];
const HALTED: readonly PlanState[] = ['stopped', 'undo-stopped', 'suspended'];

/** Not moving: somebody may retry, undo or leave it. A suspended run also goes on by itself. */
export const isHalted = (plan: Pick<PlanView, 'state'>): boolean =>
  HALTED.includes(plan.state);

/** Something is being written, undone or tested. An interrupted run resumes by itself. */
export const isRunning = (plan: Pick<PlanView, 'state' | 'progress'>): boolean =>
  MOVING.includes(plan.state) ||
  (plan.progress !== null && !isHalted(plan) && plan.state !== 'waiting');

/** May change without anybody here doing anything. */
export const isMovingOn = (plan: Pick<PlanView, 'state' | 'progress'>): boolean =>
  isRunning(plan) || plan.state === 'suspended';

/** Everything of the plan is written at AWS. */
export const isStanding = (plan: Pick<PlanView, 'state'>): boolean =>
  STANDING.includes(plan.state);

/** Nothing was written yet and nothing is older than the plan's time. */
export const canApply = (
  plan: Pick<PlanView, 'state' | 'isExpired' | 'expiresAt'>,
  now: Date,
): boolean => plan.state === 'ready' && !plan.isExpired && new Date(plan.expiresAt) > now;

/** Another plan has taken it over, and it can be taken back all the same. */
export const isUndoableBehind = (plan: Pick<PlanView, 'state' | 'undo'>): boolean =>
  plan.state === 'replaced' && plan.undo !== null && plan.undo.why === null;

/** What undo can still take back: a run that stopped, was left, or stands. */
export const canUndo = (plan: Pick<PlanView, 'state' | 'undo'>): boolean =>
  (isHalted(plan) && plan.state !== 'undo-stopped') ||
  isStanding(plan) ||
  plan.state === 'quarantined' ||
  plan.state === 'waiting' ||
  plan.state === 'left' ||
  isUndoableBehind(plan);
