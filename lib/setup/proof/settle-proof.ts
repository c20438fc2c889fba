import type { Run } from '../saga/run-deps';
import type { PlanState, ProofView } from '../schema';
import { lookUpTrail } from './look-up-trail';
import type { ProveDeps } from './prove-deps';
import { isAgainst } from './say-proof';

/** Keeps a proof and moves the plan to what it says: proven, refuted, or applied and not proven. */
export async function settleProof(
  run: Run<ProveDeps>,
  proof: ProofView,
  from: PlanState[],
): Promise<void> {
  const { deps, plan } = run;
  // To read a policy back leaves no session to look for.
  const isQuiet = plan.body.restores !== undefined;
  const trail = isQuiet ? undefined : await lookUpTrail(run, proof);
  await run.renew();
  await deps.plans.saveProof(plan.id, { ...proof, trail });
  await deps.activity.append({
    workspaceId: plan.workspaceId,
    actorId: plan.createdById,
    actorName: 'Drawbridge',
    event: 'plan.tested',
    outcome: proof.state === 'green' ? 'ok' : 'failed',
    sentence: proof.sentence,
    target: plan.body.roleArn,
    planId: plan.id,
    details: {
      checks: proof.checks.length,
      asExpected: proof.checks.filter(({ isAsExpected }) => isAsExpected).length,
      sessionName: proof.sessionName,
    },
  });
  await deps.plans.setProgress(plan.id, null);
  await deps.plans.moveState(plan.id, from, stateOf(proof));
}

/** What a standing plan is, by its newest proof. */
export function stateOf(proof: ProofView | null): PlanState {
  if (!proof) return 'applied';
  const { state, checks } = proof;
  const isCrossed = checks.some(
    ({ id, outcome }) => ['assume', 'read-back'].includes(id) && outcome === 'works',
  );
  if (state === 'green') return isCrossed ? 'proven' : 'applied';
  return checks.some(isAgainst) ? 'refuted' : 'applied';
}
