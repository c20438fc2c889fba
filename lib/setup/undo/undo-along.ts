import type { StoredPlan } from '@/lib/ports';
import { noteHalt } from '../saga/journal';
import type { Outcome, Run } from '../saga/run-deps';
import { stepsToUndo } from './bonds-of-others';
import { markAlong } from './mark-along';
import { plansAlong } from './undone-with';

const WAIT_MS = 2_000;
const WAIT_AT_MOST_MS = 120_000;

/**
 * Undoes what goes along with a plan before the plan itself: those that a person has agreed to,
 * which are marked as being undone. Any other that has come since stops the run, and is said.
 *
 * @param undoOne runs one of them, and returns where another process does so already
 */
export async function undoAlong(
  run: Run,
  undoOne: (planId: string) => Promise<void>,
): Promise<Outcome> {
  const { deps, plan } = run;
  const along = await plansAlong(deps, plan);
  const { undoesAlong } = plan.body;
  // The process that was asked may have died before it had marked all of them.
  if (undoesAlong) await markAlong(deps, plan, along, undoesAlong);
  for (const { id, title } of along) {
    await run.renew();
    await deps.plans.setProgress(plan.id, `Undoing first: ${title}`);
    await deps.plans.moveState(id, ['undo-stopped'], 'undoing');
    // One that is applied meanwhile, or quarantined, is not run from here.
    const one = await deps.plans.find(plan.workspaceId, id);
    if (one?.state === 'undoing') await undoOne(id);
    const after = await waitFor(run, id);
    if (after?.state !== 'undone') return halt(run, title, after?.state);
  }
  return 'done';
}

/** Another process may be at it, which this one waits for. */
async function waitFor(run: Run, id: string): Promise<StoredPlan | null> {
  const { plans, clock } = run.deps;
  for (let waited = 0; ; waited += WAIT_MS) {
    const found = await plans.find(run.plan.workspaceId, id);
    if (found?.state !== 'undoing' || waited >= WAIT_AT_MOST_MS) return found;
    await clock.sleep(WAIT_MS);
    await run.renew();
  }
}

async function halt(
  run: Run,
  title: string,
  state: StoredPlan['state'] | undefined,
): Promise<Outcome> {
  const { deps, plan } = run;
  const step = stepsToUndo(plan).at(-1);
  const why =
    state === 'undo-stopped' || state === 'undoing'
      ? 'Its undo has not come to its end: its page says why. Then retry.'
      : 'It is on the same role since: undo it on its page, then retry.';
  const cause = `“${title}” goes first. ${why}`;
  if (step) return noteHalt(run, step, 'undo', { as: 'stopped', cause });
  // Everything of the plan is put back already: it is said at what was put back last.
  const last = plan.steps.find((one) => one.state === 'undone');
  if (last) await deps.plans.updateStep(plan.id, last.number, { detail: cause });
  return 'stopped';
}
