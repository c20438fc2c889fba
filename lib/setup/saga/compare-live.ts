import { sameDocument } from '@/lib/core/same-document';
import type { AwsTarget, StoredStep, TargetState } from '@/lib/ports';
import { documentOf, PLAN_TAG, STEP_TAG } from '../plan/plan-steps';

/** Where a target stands between what was there and what shall be there. */
export type Stand = 'before' | 'after' | 'other';

/** What many write in beside each other, so that only what we wrote of it is ours. */
export const isShared = ({ kind }: AwsTarget): boolean =>
  kind === 'bucket-policy' || kind === 'key-policy' || kind === 'provider-audience';

/** A policy is made with its text, which no other step writes; all else says only that it is there. */
const isAsMade = (
  { write, after }: Pick<StoredStep, 'write' | 'after'>,
  live: TargetState,
): boolean => write.kind !== 'create-policy' || sameDocument(documentOf(live), after);

/** Whether an object is the one that the step made, and no other of its name. */
export const isMadeBy = (
  planId: string,
  step: Pick<StoredStep, 'number'>,
  live: TargetState,
): boolean =>
  live.exists &&
  live.tags[PLAN_TAG] === planId &&
  live.tags[STEP_TAG] === String(step.number);

/**
 * Compares what is live with a step. An object is ours only when it carries the tags that
 * this step gave it: no call that makes one has a token that would tell.
 */
export function standOf(
  planId: string,
  step: Pick<StoredStep, 'number' | 'write' | 'before' | 'after'>,
  live: TargetState,
): Stand {
  if ('tags' in step.write) {
    if (!live.exists) return 'before';
    return isMadeBy(planId, step, live) && isAsMade(step, live) ? 'after' : 'other';
  }
  if (sameDocument(documentOf(live), step.after)) return 'after';
  return sameDocument(documentOf(live), step.before) ? 'before' : 'other';
}
