import { isLeaseLost } from '@/lib/core/hold-lease';
import type { WorkspaceId } from '@/lib/core/ids';
import type { StoredPlan } from '@/lib/ports';
import { isHandedDown } from './end/is-handed-down';
import { hold, runQuarantine } from './end/run-quarantine';
import { asksOwner } from './plan/by-owner';
import { giveNotesBack, takeNotes } from './plan/carry-notes';
import { isChangedByAnother } from './plan/is-changed-by-another';
import type { PlanJob } from './plan-job';
import { type ProveDeps, prove } from './proof/prove';
import { settleProof } from './proof/settle-proof';
import { tryBefore } from './proof/try-before';
import { applySteps } from './saga/apply-steps';
import type { Outcome, Run } from './saga/run-deps';
import { undoSteps } from './saga/undo-steps';
import { withLease } from './saga/with-lease';
import { type PlanState, STANDING } from './schema';
import { forgetAgreed } from './undo/forget-agreed';
import { undoNext, waitsForHeir } from './undo/heir-first';
import { undoAlong } from './undo/undo-along';
import { type WatchJob, watchLater } from './watch-job';
import { connectionIn } from './world/connection-in';

type RunPlanDeps = ProveDeps & {
  enqueue(job: WatchJob | (PlanJob & { name: 'plan-run' })): Promise<void>;
  /** Reads accounts into new snapshots, so that the inventory shows what was written. */
  readAgain(workspaceId: WorkspaceId, accountIds: string[]): Promise<void>;
};

const RUNNING: PlanState[] = ['applying', 'undoing', 'quarantining', 'lifting'];
const SUSPENDED_ROUNDS = 3;
const SUSPENDED_MS = 60_000;
const RENEW_EVERY_MS = 15_000;

/**
 * Runs a plan from wherever its journal says it is: the first time, after a retry, or after the
 * process was killed in the middle. One process at a time; what AWS has is read before it is
 * written.
 *
 * @param renewOuter holds on to the lease of the plan whose undo takes this one along
 */
export async function runPlan(
  deps: RunPlanDeps,
  job: PlanJob,
  renewOuter?: () => Promise<void>,
): Promise<void> {
  const work = async (renew: () => Promise<void>) => {
    let round = 0;
    while (await runRound(deps, job, renew, round < SUSPENDED_ROUNDS)) round += 1;
  };
  await withLease(deps, job.planId, work, renewOuter);
}

/** One run; true when AWS has kept us waiting and it is to be gone on with. */
async function runRound(
  deps: RunPlanDeps,
  job: PlanJob,
  renew: () => Promise<void>,
  mayResume: boolean,
): Promise<boolean> {
  const run = await openRun(deps, job, renew);
  const outcome = run && (await runOnce(run, mayResume));
  return outcome === 'suspended' && resumeLater(deps, job, renew);
}

async function openRun(
  deps: RunPlanDeps,
  { workspaceId, planId }: PlanJob,
  renew: () => Promise<void>,
): Promise<Run<RunPlanDeps> | null> {
  await deps.plans.moveState(planId, ['suspended'], 'applying');
  const plan = await deps.plans.find(workspaceId, planId);
  if (!plan || !RUNNING.includes(plan.state)) return null;
  if (plan.state === 'undoing' && (await waitsForHeir(deps, plan))) return null;
  const accounts = await deps.accounts.list(workspaceId);
  return {
    deps,
    plan,
    renew,
    connectionOf: connectionIn(deps, accounts),
  };
}

/** One pass over the steps; a failure of the console itself stops the run like any other. */
async function runOnce(run: Run<RunPlanDeps>, mayResume: boolean): Promise<Outcome> {
  const { state } = run.plan;
  const isUndo = state === 'undoing';
  try {
    if (state === 'quarantining' || state === 'lifting') return await runQuarantine(run);
    const outcome = isUndo ? await undo(run) : await applySteps(run);
    return await finish(run, outcome, isUndo, mayResume);
  } catch (error) {
    if (!isLeaseLost(error)) await haltBrokenRun(run, isUndo).catch(() => undefined);
    throw error;
  }
}

/** What goes along with its role is undone first; each plan by its own journal. */
async function undo(run: Run<RunPlanDeps>): Promise<Outcome> {
  const { deps, plan, renew } = run;
  const { workspaceId } = plan;
  const undoOne = (planId: string) => runPlan(deps, { workspaceId, planId }, renew);
  const first = await undoAlong(run, undoOne);
  return first === 'done' ? undoSteps(run) : first;
}

async function finish(
  run: Run<RunPlanDeps>,
  outcome: Outcome,
  isUndo: boolean,
  mayResume: boolean,
): Promise<Outcome> {
  const { deps, plan } = run;
  const { id } = plan;
  if (outcome === 'done') await readWritten(run);
  if (outcome === 'done') {
    await (isUndo ? settleUndone(run) : settleApplied(run));
    return 'done';
  }
  if (outcome === 'awaited') {
    await waitForOwner(run);
    return 'awaited';
  }
  const isSuspended = outcome === 'suspended' && !isUndo && mayResume;
  const halted = isUndo ? 'undo-stopped' : 'stopped';
  const to = isSuspended ? 'suspended' : halted;
  await deps.plans.setProgress(id, null);
  await deps.plans.moveState(id, [isUndo ? 'undoing' : 'applying'], to);
  return isSuspended ? 'suspended' : 'stopped';
}

async function settleApplied(run: Run<RunPlanDeps>): Promise<void> {
  const { deps, plan } = run;
  const { replaces } = plan.body;
  if (replaces) await deps.plans.moveState(replaces, STANDING, 'replaced');
  // Nobody can say more of a replaced crossing.
  if (replaces) await takeNotes(deps, plan, replaces);
  await tryBefore(run);
  if (asksOwner(plan)) return waitForOwner(run);
  await proveAndSettle(run, ['applying']);
}

/** What was said of it while this plan stood is not undone with the plan. */
async function standAgain(
  { deps, plan }: Pick<Run<RunPlanDeps>, 'deps' | 'plan'>,
  replaces: string,
): Promise<void> {
  const to = await deps.plans.find(plan.workspaceId, replaces);
  // One that was undone meanwhile, by itself, leaves what it had changed.
  if (to?.state === 'undone' && to.body.replaces)
    return standAgain({ deps, plan }, to.body.replaces);
  if (to?.state !== 'replaced') return;
  await giveNotesBack(deps, plan, replaces);
  await deps.plans.moveState(replaces, ['replaced'], 'applied');
}

/** What the plan had replaced stands again, or is removed next. */
async function settleUndone(run: Run<RunPlanDeps>): Promise<void> {
  const { deps, plan } = run;
  const { id, workspaceId, body } = plan;
  await deps.plans.setProgress(id, null);
  if (body.replaces && isHandedDown(plan)) {
    if (!(await forgetAgreed(deps, workspaceId, body.replaces)))
      throw new Error('The plan that is removed next was changed meanwhile.');
    await deps.ends.handDown(id, body.replaces);
    await deps.enqueue({ name: 'plan-run', workspaceId, planId: body.replaces });
    return;
  }
  if (body.replaces && !(await isChangedByAnother(deps, plan, body.replaces)))
    await standAgain(run, body.replaces);
  await deps.plans.moveState(id, ['undoing'], 'undone');
  await undoNext(deps, plan);
}

/** Nobody has to come back for the other half: it is looked for from now on. */
async function waitForOwner({ deps, plan }: Run<RunPlanDeps>): Promise<void> {
  const { id: planId, workspaceId } = plan;
  await deps.plans.setProgress(planId, null);
  if (await deps.plans.moveState(planId, ['applying'], 'waiting'))
    await deps.enqueue(watchLater({ workspaceId, planId }, 0));
}

/** The writes stand whether or not the accounts can be read again now. */
async function readWritten(run: Run<RunPlanDeps>): Promise<void> {
  const { deps, plan, renew } = run;
  const { trustedAccountId, trustingAccountId } = plan.body;
  const accountIds = [...new Set([trustedAccountId, trustingAccountId])].filter(
    (accountId) => run.connectionOf(accountId) !== null,
  );
  await deps.plans.setProgress(
    plan.id,
    `Reading ${accountIds.length === 1 ? 'the account' : 'both accounts'} again`,
  );
  await deps.readAgain(plan.workspaceId, accountIds).catch(() => undefined);
  await renew();
}

async function proveAndSettle(run: Run<RunPlanDeps>, from: PlanState[]): Promise<void> {
  const { deps, plan } = run;
  if (!deps.env.areChangesOn) {
    // Turned off between the last step and its proof: the crossing stands, and was not tried.
    await deps.plans.setProgress(plan.id, null);
    await deps.plans.moveState(plan.id, from, 'applied');
    return;
  }
  await deps.plans.setProgress(plan.id, 'Testing the crossing with real calls');
  // The steps were made just now: AWS may still be spreading them.
  const proof = await prove(run, { isFresh: true });
  await settleProof(run, proof, from);
}

async function haltBrokenRun(run: Run, isUndo: boolean): Promise<void> {
  const { deps, plan } = run;
  if (plan.state === 'quarantining' || plan.state === 'lifting') {
    await hold(run, plan.state, 'The console failed meanwhile.');
    return;
  }
  const running = (await deps.plans.find(plan.workspaceId, plan.id))?.steps.find(
    ({ state }) => state === 'running',
  );
  if (running)
    await deps.plans.updateStep(plan.id, running.number, {
      state: 'stopped',
      detail:
        'The console failed while it made this step. Retry reads first what stands.',
    });
  await deps.plans.setProgress(plan.id, null);
  const to = isUndo ? 'undo-stopped' : 'stopped';
  await deps.plans.moveState(plan.id, [isUndo ? 'undoing' : 'applying'], to);
}

/** Waits a minute; false when the plan was taken elsewhere meanwhile. */
async function resumeLater(
  { plans, clock }: RunPlanDeps,
  { workspaceId, planId }: PlanJob,
  renew: () => Promise<void>,
): Promise<boolean> {
  for (let waited = 0; waited < SUSPENDED_MS; waited += RENEW_EVERY_MS) {
    await clock.sleep(RENEW_EVERY_MS);
    await renew();
    const state: StoredPlan['state'] | undefined = (await plans.find(workspaceId, planId))
      ?.state;
    if (state !== 'suspended') return state === 'applying';
  }
  return true;
}
