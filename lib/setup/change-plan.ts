import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, Clock, DraftStore, PlanStore, Random } from '@/lib/ports';
import { notesAt, openedWith } from './plan/standing-notes';
import { whyNotChange } from './plan/why-not-change';
import { notNow } from './saga/start-run';
import { DraftFields, STANDING } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  drafts: Pick<DraftStore, 'save'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

/**
 * Opens a standing crossing in the wizard, with its fields as they were. The plan that comes of
 * it is the difference: it writes over what the crossing wrote, on the same role.
 */
export async function changePlan(
  { plans, drafts, clock, random }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<{ draftId: string }, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  if (!STANDING.includes(plan.state)) return err(notNow(plan.state));
  const why = whyNotChange(plan);
  if (why) return err({ kind: 'conflict', message: why });
  const savedAt = clock.now();
  // What an earlier version stored has not every field of today.
  const fields = DraftFields.parse({
    ...plan.body.fields,
    roleName: plan.body.roleName,
    changes: planId,
    // Typed anew by whoever makes the change.
    confirmedName: '',
  });
  const notes = notesAt(fields, savedAt);
  const draftId = random.uuid();
  await drafts.save({
    id: draftId,
    workspaceId,
    userId,
    step: 'what',
    fields: { ...fields, ...notes, openedNotes: openedWith(notes) },
    savedAt,
  });
  return ok({ draftId });
}
