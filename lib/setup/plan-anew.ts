import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  Clock,
  DraftStore,
  PlanStore,
  Random,
  StoredPlan,
} from '@/lib/ports';
import { isFromForm } from './plan/is-from-form';
import { isUntouched } from './plan/is-untouched';
import { DraftFields } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  drafts: Pick<DraftStore, 'save'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

/**
 * Opens the form of a plan that wrote nothing, with its own fields, to make a new plan by what is
 * live now. What a plan has written is undone first, or the new one would be about half of it.
 */
export async function planAnew(
  { plans, drafts, clock, random }: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<{ draftId: string }, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const why = whyNotAnew(plan);
  if (why) return err({ kind: 'conflict', message: why });
  const draftId = random.uuid();
  await drafts.save({
    id: draftId,
    workspaceId,
    userId,
    step: 'review',
    // What an earlier version stored has not every field of today.
    fields: DraftFields.parse({
      ...plan.body.fields,
      roleName: plan.body.roleName,
      // Typed anew by whoever makes the plan.
      confirmedName: '',
    }),
    savedAt: clock.now(),
  });
  return ok({ draftId });
}

function whyNotAnew(plan: StoredPlan): string | null {
  if (!isFromForm(plan.body))
    return 'This plan came from no form. Make it again where it was made.';
  return plan.state === 'undone' || isUntouched(plan)
    ? null
    : 'This plan has written something. Undo it first, and then make a new plan.';
}
