import { changesAreOff } from '@/lib/core/changes-are-off';
import { planPath } from '@/lib/core/links';
import type { Notifier, StoredPlan } from '@/lib/ports';
import type { PlanJob } from './plan-job';
import { findDrift } from './proof/find-drift';
import type { ProveDeps } from './proof/prove';
import { prove } from './proof/prove';
import { isAgainst } from './proof/say-proof';
import { sayTurned } from './proof/say-turned';
import { settleProof } from './proof/settle-proof';
import type { Run } from './saga/run-deps';
import { withLease } from './saga/with-lease';
import { type ProofView, STANDING } from './schema';
import { connectionIn } from './world/connection-in';

export type VerifyJob = PlanJob & {
  name: 'plan-verify';
  /** By the schedule of the workspace; nobody asked for it just now. */
  isScheduled?: true;
};

type VerifyDeps = ProveDeps & { notifier: Pick<Notifier, 'tell'> };

/**
 * Proves an applied plan again: a guard that somebody took away since turns the proof red, and
 * one that was put back turns it green. Says what has changed. While changes are off nothing is
 * tried, and the former proof stands.
 */
export async function verifyPlan(
  deps: VerifyDeps,
  { workspaceId, planId, isScheduled }: Omit<VerifyJob, 'name'>,
): Promise<void> {
  await withLease(deps, planId, async (renew) => {
    const plan = await deps.plans.find(workspaceId, planId);
    if (!plan || !STANDING.includes(plan.state)) return;
    if (!deps.env.areChangesOn) return noteNoAnswer(deps, plan, changesAreOff.message);
    const accounts = await deps.accounts.list(workspaceId);
    const run = {
      deps,
      plan,
      renew,
      connectionOf: connectionIn(deps, accounts),
    };
    const proof = await prove(run, { isFresh: false });
    if (isScheduled && isWithoutAnswer(proof))
      return noteNoAnswer(deps, plan, proof.sentence);
    const turned = sayTurned(plan.proof, proof);
    if (isNowAgainst(run, proof)) await tellOfRed(run, proof, turned);
    const drift = await findDrift(run);
    await settleProof(run, { ...proof, turned, drift }, STANDING);
  });
}

/** A plan that was refuted before is told of no more. */
const isNowAgainst = ({ plan }: Run<VerifyDeps>, { state, checks }: ProofView): boolean =>
  plan.state !== 'refuted' && state === 'red' && checks.some(isAgainst);

const tellOfRed = (
  { deps, plan }: Run<VerifyDeps>,
  { sentence }: ProofView,
  turned: string[],
): Promise<void> =>
  deps.notifier.tell(
    plan.workspaceId,
    {
      event: 'proof-turned-red',
      planId: plan.id,
      title: plan.title,
      sentence: [sentence, ...turned].join(' '),
      page: planPath(plan.id),
    },
    // Of the proof that was before: proven once more after a crash, it is told once.
    `proof of ${plan.id} after ${plan.proof?.id ?? 'none'}`,
  );

/**
 * A night without AWS says nothing about the crossing: the former proof stands. Where an owner's
 * word is all there is to it, our half that was read back is the answer.
 */
const isWithoutAnswer = ({ state, checks, confirmed }: ProofView): boolean =>
  state === 'red' &&
  !checks.some(
    (check) => isAgainst(check) || (confirmed !== undefined && check.outcome === 'works'),
  );

async function noteNoAnswer(
  deps: ProveDeps,
  plan: StoredPlan,
  why: string,
): Promise<void> {
  await deps.activity.append({
    workspaceId: plan.workspaceId,
    actorId: plan.createdById,
    actorName: 'Drawbridge',
    event: 'plan.tested',
    outcome: 'failed',
    sentence: `The test of “${plan.title}” gave no answer, so the former one stands. ${why}`,
    target: plan.body.roleArn,
    planId: plan.id,
    details: {},
  });
  await deps.plans.setProgress(plan.id, null);
}
