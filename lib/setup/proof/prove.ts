import type { AwsConnection, StoredPlan } from '@/lib/ports';
import type { PlanFixture } from '../plan/plan-fixture';
import { RECIPES } from '../recipes/recipes';
import type { Run } from '../saga/run-deps';
import { SPREADING_MS } from '../saga/spreading';
import type { ProofView } from '../schema';
import type { ProveDeps, Trial } from './prove-deps';
import { proofSentence } from './say-proof';

export type { ProveDeps } from './prove-deps';

/**
 * Proves a crossing by real calls with real temporary credentials: what must work, and what
 * must not. Tells what AWS answered to each; nothing is taken from the engine's word.
 *
 * @param isFresh the steps were written just now, so a refusal may still pass
 */
export async function prove(
  run: Run<ProveDeps>,
  { isFresh }: { isFresh: boolean },
): Promise<ProofView> {
  const { deps, plan } = run;
  const id = deps.random.uuid();
  const sessionName = `drawbridge-proof-${id.slice(0, 8)}`;
  const fixture = plan.view as PlanFixture; // written by create-plan, and by nobody else
  const trial = trialOf(run, fixture, sessionName, isFresh);
  const { prove: proveBy } = RECIPES[plan.body.fields.recipe];
  const made = trial ? await proveBy(trial) : { checks: [], remaining: [] };
  return {
    id,
    ...proofSentence(fixture, made, plan.body),
    checks: made.checks,
    ranAt: deps.clock.now().toISOString(),
    sessionName,
  };
}

function trialOf(
  run: Run<ProveDeps>,
  fixture: PlanFixture,
  sessionName: string,
  isFresh: boolean,
): Trial | null {
  const { plan } = run;
  const { trustedAccountId, trustingAccountId, region } = plan.body;
  const trusted = run.connectionOf(trustedAccountId);
  const trusting = run.connectionOf(trustingAccountId);
  if (!trusting) return null;
  const now = run.deps.clock.now().getTime();
  return {
    run,
    plan,
    fixture,
    request: fixture.request,
    sessionName,
    patientUntil: isFresh ? now + SPREADING_MS : Math.max(now, settledAt(plan)),
    trusted,
    trusting: atRegion(trusting, region),
  };
}

/** When the last write of the plan has surely spread. */
const settledAt = ({ steps }: StoredPlan): number =>
  Math.max(...steps.map(({ doneAt }) => doneAt?.getTime() ?? 0)) + SPREADING_MS;

const atRegion = (connection: AwsConnection, region: string): AwsConnection => ({
  ...connection,
  region,
});
