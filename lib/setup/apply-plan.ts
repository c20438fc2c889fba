import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, type Result } from '@/lib/core/result';
import type { Actor, Clock, DraftStore, StoredPlan } from '@/lib/ports';
import { saidTwice } from './plan/carry-notes';
import { type StartDeps, startRun } from './saga/start-run';
import { STANDING } from './schema';

type Deps = StartDeps & {
  drafts: Pick<DraftStore, 'remove'>;
  clock: Pick<Clock, 'now'>;
};

/** Starts writing a plan. What is live is compared with the plan before anything is written. */
export async function applyPlan(
  deps: Deps,
  actor: Actor,
  { planId }: { planId: string },
): Promise<Result<null, AppError>> {
  const denied = requirePermission(actor, 'plan:apply');
  if (denied) return err(denied);
  const started = await startRun(deps, actor, {
    planId,
    event: 'plan.apply',
    verb: 'asked to apply',
    to: 'applying',
    from: ['ready'],
    refuse: (plan) => whyNotApply(deps, plan),
  });
  if (started.ok) await forgetDraft(deps, actor, planId);
  return started;
}

async function whyNotApply(
  { plans, clock }: Deps,
  plan: StoredPlan,
): Promise<AppError | null> {
  const { expiresAt, workspaceId, body } = plan;
  if (expiresAt <= clock.now()) return tooOld;
  if (!body.replaces) return null;
  const base = await plans.find(workspaceId, body.replaces);
  if (!base || !STANDING.includes(base.state)) return isBaseGone;
  const twice = saidTwice(plan, base);
  return twice ? isNotedSince(twice) : null;
}

const isBaseGone: AppError = {
  kind: 'conflict',
  message:
    'The crossing that this changes has ended, or was changed by another plan since. Nothing was written; make the change again.',
};

const isNotedSince = (note: string): AppError => ({
  kind: 'conflict',
  message: `Somebody has changed the ${note} of this crossing since this plan was made, and the plan says something else. Nothing was written; make the change again.`,
});

const tooOld: AppError = {
  kind: 'conflict',
  message:
    'This plan is older than 15 minutes, and the accounts may have changed since. Nothing was written; make it again from its draft.',
};

async function forgetDraft(
  { plans, drafts }: Deps,
  { workspaceId }: Actor,
  planId: string,
): Promise<void> {
  const plan: StoredPlan | null = await plans.find(workspaceId, planId);
  if (plan?.draftId) await drafts.remove(workspaceId, plan.draftId);
}
