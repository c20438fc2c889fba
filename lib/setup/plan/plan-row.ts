import type { Actor, PlannedStep, PlanStore, StoredPlan } from '@/lib/ports';
import { REVIEW_AFTER_DAYS } from '../fields/role';
import { hashOf, VALID_MS, waitingStep } from './plan-body';

export type NewPlan = Parameters<PlanStore['create']>[0];

type Told = Pick<
  NewPlan,
  'id' | 'draftId' | 'title' | 'body' | 'view' | 'reviewOn' | 'end'
>;
type Planned = Told & { actor: Actor; now: Date; steps: PlannedStep[] };

/** A plan that waits to be looked at and applied. */
export const planRow = ({ actor, now, steps, ...told }: Planned): NewPlan => ({
  ...told,
  workspaceId: actor.workspaceId,
  createdById: actor.userId,
  hash: hashOf(steps),
  state: 'ready',
  progress: null,
  createdAt: now,
  expiresAt: new Date(now.getTime() + VALID_MS),
  steps: steps.map(waitingStep),
});

const REVIEW_MS = REVIEW_AFTER_DAYS * 86_400_000;

/** What a plan about a role that is there takes over from the crossing that stands on it. */
export const takenOver = (
  replaced: StoredPlan | null,
  now: Date,
): Pick<NewPlan, 'draftId' | 'reviewOn' | 'end'> => ({
  draftId: null,
  reviewOn: replaced?.reviewOn ?? new Date(now.getTime() + REVIEW_MS),
  // What ends still ends: by the day of the crossing that this changes.
  end: replaced?.end ? { ...replaced.end, note: null } : null,
});
