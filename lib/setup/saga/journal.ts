import type { AwsFailure, StoredStep } from '@/lib/ports';
import { accountNameIn } from '../plan/account-name-in';
import type { Outcome, Run } from './run-deps';
import { TAKEN_OUT } from './take-out';

export type Direction = 'apply' | 'undo';

const EVENTS: Record<Direction, string> = {
  apply: 'plan.step.called',
  undo: 'plan.step.undone',
};

type Told = { outcome: 'intent' | 'ok' | 'refused' | 'failed'; sentence: string };

/**
 * Puts on record that a step is about to be made: in the journal, and in the activity log.
 * Both are durable when this resolves. When it rejects, AWS must not be called.
 */
export async function intend(
  run: Run,
  step: StoredStep,
  direction: Direction,
): Promise<void> {
  const { deps, plan } = run;
  step.attempts += 1;
  await deps.plans.updateStep(plan.id, step.number, {
    state: 'running',
    intendedAt: deps.clock.now(),
    attempts: step.attempts,
    detail: null,
    awsCode: null,
    awsMessage: null,
  });
  // A look that is repeated for days is in the journal each time, and in the log the first time.
  if (plan.state === 'waiting' && step.attempts > 1) return;
  const verb = direction === 'apply' ? 'is about to write' : 'is about to put back';
  const sentence = `Drawbridge ${verb}: ${step.title} in ${nameOf(run, step)}.`;
  await tell(run, step, direction, { outcome: 'intent', sentence });
}

export async function noteCalled(
  { deps, plan }: Run,
  step: StoredStep,
  requestId: string,
): Promise<void> {
  const calledAt = deps.clock.now();
  await deps.plans.updateStep(plan.id, step.number, { calledAt, requestId });
}

export const noteDone = (
  run: Run,
  step: StoredStep,
  direction: Direction,
  detail: string | null,
): Promise<Outcome> =>
  settle(run, step, direction, {
    verb: direction === 'apply' ? 'stands' : 'is as it was before',
    detail,
  });

/** Others have written in the document too, so that it is not as it was before. */
export const noteTakenOut = (run: Run, step: StoredStep): Promise<Outcome> =>
  settle(run, step, 'undo', {
    verb: 'has nothing of this plan in it any more',
    detail: TAKEN_OUT,
  });

type Settled = { verb: string; detail: string | null };

async function settle(
  run: Run,
  step: StoredStep,
  direction: Direction,
  { verb, detail }: Settled,
): Promise<Outcome> {
  const { deps, plan } = run;
  const sentence = `${step.title} in ${nameOf(run, step)} ${verb}.`;
  await tell(run, step, direction, { outcome: 'ok', sentence });
  await deps.plans.updateStep(plan.id, step.number, {
    state: direction === 'apply' ? 'done' : 'undone',
    doneAt: deps.clock.now(),
    detail,
  });
  return 'done';
}

/** AWS refused it whole, so nothing of it stands: it waits as it did before. */
export async function noteAwaited(
  { deps, plan }: Run,
  step: StoredStep,
): Promise<Outcome> {
  await deps.plans.updateStep(plan.id, step.number, {
    state: 'waiting',
    detail: `Written as soon as AWS knows ${plan.body.roleName}.`,
  });
  return 'awaited';
}

/** Records why a step came to a halt, in words and in AWS's own. */
export async function noteHalt(
  run: Run,
  step: StoredStep,
  direction: Direction,
  halt: { as: 'stopped' | 'suspended'; cause: string; failure?: AwsFailure },
): Promise<Outcome> {
  const { deps, plan } = run;
  const refusal = halt.failure?.kind === 'refused' ? halt.failure : null;
  await deps.plans.updateStep(plan.id, step.number, {
    state: halt.as,
    detail: halt.cause,
    awsCode: refusal?.code ?? null,
    awsMessage: refusal?.message ?? null,
  });
  const sentence = `${step.title} in ${nameOf(run, step)}: ${halt.cause}`;
  const outcome = refusal ? 'refused' : 'failed';
  await tell(run, step, direction, { outcome, sentence });
  return halt.as;
}

async function tell(
  { deps, plan }: Run,
  step: StoredStep,
  direction: Direction,
  { outcome, sentence }: Told,
): Promise<void> {
  await deps.activity.append({
    workspaceId: plan.workspaceId,
    actorId: plan.createdById,
    actorName: 'Drawbridge',
    event: EVENTS[direction],
    outcome,
    sentence,
    target: plan.body.roleArn,
    planId: plan.id,
    details: { step: step.number, operation: step.operation, accountId: step.accountId },
  });
}

export const nameOf = ({ plan: { body } }: Run, { accountId }: StoredStep): string =>
  accountNameIn(body, accountId);
