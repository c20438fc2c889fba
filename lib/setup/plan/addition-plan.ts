import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanBody, PlannedStep, StoredPlan } from '@/lib/ports';
import type { Piece } from '../recipes/piece';
import type { KnownWorld } from '../world/load-world';
import { replacing } from './carry-notes';
import { type Changes, changesOf } from './changes';
import type { PlanFixture } from './plan-fixture';
import { type NewPlan, planRow, takenOver } from './plan-row';
import { sayShorter } from './shorter-trust';

/** What is added to what stands, and the crossing that it changes, if it does. */
type Addition<View extends PlanFixture> = {
  id: string;
  actor: Actor;
  world: KnownWorld;
  steps: PlannedStep[];
  pieces: Piece[];
  replaced: StoredPlan | null;
  now: Date;
  /** What its statements come from, in words. */
  from: string;
  viewOf: (changes: Changes) => View;
  bodyOf: (view: View) => PlanBody;
};

/** A plan that adds to what stands. Refused where a document would be too long. */
export function additionPlan<View extends PlanFixture>(
  addition: Addition<View>,
): Result<NewPlan, AppError> {
  const { id, actor, world, steps, pieces, replaced, now, from } = addition;
  const changes = changesOf({ pieces, fieldOf: () => from }, steps, world);
  if (changes.tooLong)
    return err({
      kind: 'invalid_input',
      message: `${changes.tooLong}${sayShorter(world, steps)}`,
    });
  const view = addition.viewOf(changes);
  const row = planRow({
    id,
    actor,
    now,
    steps,
    ...takenOver(replaced, now),
    title: `${view.subject} may ${view.deed}`,
    body: { ...addition.bodyOf(view), ...(replaced && replacing(replaced)) },
    view,
  });
  return ok(row);
}
