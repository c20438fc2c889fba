import { requirePermission } from '@/lib/auth/permissions';
import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import type { Actor, AttestationStore, PlanStore } from '@/lib/ports';
import { checkPlan } from './check-plan';
import type { PreflightView } from './schema';

type Deps = {
  plans: Pick<PlanStore, 'find'>;
  attestations: Pick<AttestationStore, 'listOf'>;
};

/** What to be sure of before a plan is applied: checked here, or vouched for by whom and when. */
export async function getPreflight(
  { plans, attestations }: Deps,
  actor: Actor,
  planId: string,
): Promise<Result<PreflightView[], AppError>> {
  const denied = requirePermission(actor, 'plan:read');
  if (denied) return err(denied);
  const plan = await plans.find(actor.workspaceId, planId);
  if (!plan) return err({ kind: 'not_found', what: 'This plan' });
  const vouched = await attestations.listOf(planId);
  return ok(
    checkPlan(plan).map((checked) => {
      const one = vouched.find(({ item }) => item === checked.id);
      if (!one || checked.state === 'ok') return { ...checked, attested: null };
      const attested = { name: one.personName, at: one.at.toISOString() };
      return { ...checked, state: 'attested', attested };
    }),
  );
}
