import type { StoredStep } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { isOnNewRole } from '../plan/is-on-new-role';
import { standOf } from './compare-live';
import { nameOf, noteHalt } from './journal';
import { makeStep } from './make-step';
import type { Outcome, Run } from './run-deps';
import { sayCause, sayConflict } from './say-cause';

/**
 * Makes every step that is ours and not done yet, in order. Stops at the first that does not
 * come out. Steps of an account without a connection are left to its owner.
 */
export async function applySteps(run: Run): Promise<Outcome> {
  const isTheirs = isByOwner(run.plan);
  const open = run.plan.steps.filter((step) => step.state !== 'done' && !isTheirs(step));
  if (isUntouched(run)) {
    const halted = await checkUnchanged(run, open);
    if (halted) return halted;
  }
  for (const step of open) {
    const outcome = await makeApply(run, step);
    if (outcome !== 'done') return outcome;
    step.state = 'done';
  }
  return 'done';
}

export function makeApply(run: Run, step: StoredStep): Promise<Outcome> {
  const { write } = step;
  return makeStep(run, { step, direction: 'apply', from: 'before', to: 'after', write });
}

const isUntouched = ({ plan }: Run): boolean =>
  plan.steps.every(({ intendedAt, state }) => intendedAt === null && state === 'waiting');

/** Nothing is written while anything has changed since the plan was made. */
async function checkUnchanged(run: Run, steps: StoredStep[]): Promise<Outcome | null> {
  for (const step of steps) {
    if (isOnNewRole(step, steps)) continue;
    const halted = await checkOne(run, step);
    if (halted) return halted;
  }
  return null;
}

async function checkOne(run: Run, step: StoredStep): Promise<Outcome | null> {
  const connection = run.connectionOf(step.accountId);
  if (!connection) return null;
  await run.renew();
  const live = await run.deps.aws.readTarget(connection, step.target);
  const name = nameOf(run, step);
  if (!live.ok) {
    const cause = sayCause(live.error, step, name);
    return noteHalt(run, step, 'apply', { as: 'stopped', cause, failure: live.error });
  }
  if (standOf(run.plan.id, step, live.value) !== 'other') return null;
  return noteHalt(run, step, 'apply', { as: 'stopped', cause: sayConflict(step, name) });
}
