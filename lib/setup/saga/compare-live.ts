import type { StoredStep, TargetState } from '@/lib/ports';
import { documentOf, PLAN_TAG, STEP_TAG } from '../plan/plan-steps';
import { sameDocument } from '../plan/same-document';

/** Where a target stands between what was there and what shall be there. */
export type Stand = 'before' | 'after' | 'other';

/**
 * Compares what is live with a step. A role is ours only when it carries the tags that this
 * step gave it: CreateRole has no token that would tell.
 */
export function standOf(
  planId: string,
  step: Pick<StoredStep, 'number' | 'write' | 'before' | 'after'>,
  live: TargetState,
): Stand {
  if (step.write.kind === 'create-role') {
    if (!live.exists) return 'before';
    const isOurs =
      live.tags[PLAN_TAG] === planId && live.tags[STEP_TAG] === String(step.number);
    return isOurs ? 'after' : 'other';
  }
  if (sameDocument(documentOf(live), step.after)) return 'after';
  return sameDocument(documentOf(live), step.before) ? 'before' : 'other';
}
