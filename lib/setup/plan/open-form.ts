import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type {
  Actor,
  Clock,
  DraftStore,
  PlanStore,
  Random,
  StoredDraft,
  StoredPlan,
} from '@/lib/ports';
import { DraftFields } from '../schema';

export type OpenFormDeps = {
  plans: Pick<PlanStore, 'find'>;
  drafts: Pick<DraftStore, 'save'>;
  clock: Pick<Clock, 'now'>;
  random: Pick<Random, 'uuid'>;
};

type Opening = {
  refuse(plan: StoredPlan): AppError | null;
  /** What the form shows of the plan's fields. */
  draftOf(fields: DraftFields, savedAt: Date): Pick<StoredDraft, 'step' | 'fields'>;
};

/** Opens the form of a plan in the wizard, with its fields as they were. */
export async function openForm(
  { plans, drafts, clock, random }: OpenFormDeps,
  actor: Actor,
  planId: string,
  { refuse, draftOf }: Opening,
): Promise<Result<{ draftId: string }, AppError>> {
  const denied = requirePermission(actor, 'setup:draft');
  if (denied) return err(denied);
  const { workspaceId, userId } = actor;
  const plan = await plans.find(workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const refusal = refuse(plan);
  if (refusal) return err(refusal);
  const savedAt = clock.now();
  // What an earlier version stored has not every field of today.
  const fields = DraftFields.parse({
    ...plan.body.fields,
    roleName: plan.body.roleName,
    // Typed anew by whoever makes the plan.
    confirmedName: '',
  });
  const id = random.uuid();
  await drafts.save({ id, workspaceId, userId, ...draftOf(fields, savedAt), savedAt });
  return ok({ draftId: id });
}
