import type { PlanJob } from './plan-job';
import type { ProveDeps } from './proof/prove';
import { prove } from './proof/prove';
import { settleProof } from './proof/settle-proof';
import { withLease } from './saga/with-lease';
import type { PlanState } from './schema';
import { connectionIn } from './world/connection-in';

const STANDING: PlanState[] = ['applied', 'proven', 'refuted'];

/** Proves an applied plan again: a guard that somebody took away since turns the proof red. */
export async function verifyPlan(
  deps: ProveDeps,
  { workspaceId, planId }: PlanJob,
): Promise<void> {
  await withLease(deps, planId, async (renew) => {
    const plan = await deps.plans.find(workspaceId, planId);
    if (!plan || !STANDING.includes(plan.state)) return;
    const accounts = await deps.accounts.list(workspaceId);
    const run = {
      deps,
      plan,
      renew,
      connectionOf: connectionIn(deps, accounts),
    };
    await settleProof(run, await prove(run, { isFresh: false }), STANDING);
  });
}
