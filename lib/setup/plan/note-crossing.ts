import { notesOf } from '@/lib/core/crossing-notes';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, PlanStore, StoredPlan } from '@/lib/ports';
import { type DraftFields, STANDING } from '../schema';
import { changedNotes, notesNow } from './carry-notes';

type Deps = { plans: Pick<PlanStore, 'saveNotes'> };

/** The notes of a form, and the day of its review if one was typed. */
type Noted = { fields: DraftFields; reviewOn: Date | null };

/**
 * Keeps what is said otherwise of a crossing than before: nothing of it is at AWS, so it needs no
 * plan. False when nothing is said otherwise.
 */
export async function noteCrossing(
  deps: Deps,
  actor: Actor,
  plan: StoredPlan,
  { fields, reviewOn }: Noted,
): Promise<Result<boolean, AppError>> {
  const before = notesNow(plan);
  const after = notesOf(fields);
  const day = fields.reviewOn === '' ? plan.reviewOn : (reviewOn ?? plan.reviewOn);
  const changed = changedNotes(before, { ...after, reviewOn: day.toISOString() });
  if (changed.length === 0) return ok(false);
  const body = {
    ...plan.body,
    fields: { ...plan.body.fields, ...after, reviewOn: fields.reviewOn },
    plannedNotes: plan.body.plannedNotes ?? before,
  };
  const entry = {
    workspaceId: plan.workspaceId,
    actorId: actor.userId,
    actorName: actor.name,
    event: 'plan.noted',
    outcome: 'ok',
    sentence: `${actor.name} changed the ${changed.join(', ')} of: ${plan.title}.`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { ...after, reviewOn: day.toISOString().slice(0, 10) },
  } as const;
  const isSaved = await deps.plans.saveNotes(
    plan,
    { body, reviewOn: day },
    entry,
    STANDING,
  );
  return isSaved ? ok(true) : err(isOver);
}

const isOver: AppError = {
  kind: 'conflict',
  message:
    'The crossing does not stand any more, or was changed since. Open it again from its plan’s page.',
};
