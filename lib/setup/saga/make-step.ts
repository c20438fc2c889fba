import type { Result } from '@/lib/core/result';
import type {
  AwsConnection,
  AwsFailure,
  AwsWrite,
  StoredStep,
  TargetState,
} from '@/lib/ports';
import { documentOf } from '../plan/plan-steps';
import { writeOf } from '../plan/write-of';
import { type Stand, standOf } from './compare-live';
import {
  type Direction,
  intend,
  nameOf,
  noteAwaited,
  noteCalled,
  noteDone,
  noteHalt,
  noteTakenOut,
} from './journal';
import type { Outcome, Run } from './run-deps';
import { sayCause, sayConflict } from './say-cause';
import {
  delayMs,
  isBeforeItsRole,
  isSpreading,
  SPREADING_MS,
  sayWaiting,
} from './spreading';
import type { TakenOut } from './take-out';

/** One step in one direction: what it starts from, what it leads to, and the write between. */
export type Move = {
  step: StoredStep;
  direction: Direction;
  from: Stand;
  to: Stand;
  write: AwsWrite;
  /** Checks what `from` alone cannot tell; a sentence when the write must not be made. */
  veto?: (
    run: Run,
    connection: AwsConnection,
  ) => Promise<Result<string | null, AwsFailure>>;
  /** What to leave of a document that somebody else has written in; absent to leave it alone. */
  takeOut?: (live: string | null) => TakenOut;
};

type Attempt =
  | { kind: 'settled'; outcome: Outcome }
  | { kind: 'wait'; failure: AwsFailure | null };

/**
 * Makes one step: reads what is live, writes only when that is what the step starts from, and
 * reads again. What is already as wanted is done; what is something else is left alone. While
 * AWS spreads an earlier change it waits, at most 120 s.
 */
export async function makeStep(run: Run, move: Move): Promise<Outcome> {
  const { step, direction } = move;
  const connection = run.connectionOf(step.accountId);
  if (!connection) {
    const cause = `This console has no connection to ${nameOf(run, step)}. Connect it in Settings, Accounts, then retry.`;
    return noteHalt(run, step, direction, { as: 'stopped', cause });
  }
  const { clock } = run.deps;
  const startedAt = clock.now().getTime();
  let hasWritten = false;
  for (let tries = 0; ; tries += 1) {
    await run.renew();
    const attempt = await attemptMove(run, move, connection, hasWritten, () => {
      hasWritten = true;
    });
    if (attempt.kind === 'settled') {
      if (tries > 0) await run.deps.plans.setProgress(run.plan.id, null);
      return attempt.outcome;
    }
    const waited = clock.now().getTime() - startedAt;
    if (waited >= SPREADING_MS) return suspend(run, move, attempt.failure);
    await run.deps.plans.setProgress(run.plan.id, sayWaiting(waited));
    await clock.sleep(delayMs(tries));
  }
}

async function attemptMove(
  run: Run,
  move: Move,
  connection: AwsConnection,
  hasWritten: boolean,
  onWritten: () => void,
): Promise<Attempt> {
  const { step } = move;
  const live = await run.deps.aws.readTarget(connection, step.target);
  if (!live.ok) return failed(run, move, live.error);
  if (isGoneWithRole(move, live.value))
    return settled(await noteDone(run, step, 'undo', GONE_WITH_ROLE));
  const stand = standOf(run.plan.id, step, live.value);
  if (stand === move.to) return settled(await noteThere(run, move, hasWritten));
  const taken = stand === move.from ? null : takenOf(move, live.value, hasWritten);
  if (taken?.kind === 'mixed') return settled(await conflict(run, move));
  if (taken?.kind === 'out') return settled(await noteTakenOut(run, step));
  // Reading after writing may still show what was there before.
  if (hasWritten) return { kind: 'wait', failure: null };
  const halted = await vetoed(run, move, connection);
  if (halted) return halted;
  const write = taken ? writeOf(step.target, taken.text) : move.write;
  return writeNow(run, { ...move, write }, connection, onWritten);
}

/** A trust is never without its role: where the role is gone, nothing of ours is left to take out. */
const isGoneWithRole = ({ direction, step }: Move, live: TargetState): boolean =>
  direction === 'undo' && step.target.kind === 'trust' && !live.exists;

const GONE_WITH_ROLE = 'The role is gone, and its trust policy with it.';

/** It is neither as the step found it nor as it left it: somebody else has written in it. */
function takenOf(
  { takeOut, step }: Move,
  live: TargetState,
  hasWritten: boolean,
): TakenOut {
  const taken = takeOut?.(documentOf(live)) ?? { kind: 'mixed' };
  // What somebody else has taken out may stand in another form: that is left to a person. An
  // audience has one form only.
  const isByUs =
    step.target.kind === 'provider-audience' || hasWritten || isUndoBegun(step);
  return taken.kind === 'out' && !isByUs ? { kind: 'mixed' } : taken;
}

/**
 * Whether the write that undoes the step may have gone through before this run: AWS has answered
 * it, or the process ended before an answer. Not while AWS has refused it, nor where the step
 * itself was never finished: what was begun last may have been the step then.
 */
function isUndoBegun(step: StoredStep): boolean {
  const { state, intendedAt, calledAt, doneAt, awsCode } = step;
  if (doneAt === null || intendedAt === null) return false;
  if (state !== 'running' && intendedAt <= doneAt) return false;
  return awsCode === null || (calledAt !== null && calledAt >= intendedAt);
}

function noteThere(
  run: Run,
  { step, direction }: Move,
  hasWritten: boolean,
): Promise<Outcome> {
  const detail = hasWritten || step.intendedAt ? null : 'It was so already.';
  return noteDone(run, step, direction, detail);
}

async function vetoed(
  run: Run,
  move: Move,
  connection: AwsConnection,
): Promise<Attempt | null> {
  const veto = await move.veto?.(run, connection);
  if (veto && !veto.ok) return failed(run, move, veto.error);
  if (!veto?.value) return null;
  const halt = { as: 'stopped', cause: veto.value } as const;
  return settled(await noteHalt(run, move.step, move.direction, halt));
}

async function writeNow(
  run: Run,
  move: Move,
  connection: AwsConnection,
  onWritten: () => void,
): Promise<Attempt> {
  const { step, direction } = move;
  await intend(run, step, direction);
  const written = await run.deps.aws.write(connection, move.write);
  if (!written.ok) return failed(run, move, written.error);
  onWritten();
  await noteCalled(run, step, written.value.requestId);
  return attemptMove(run, move, connection, true, onWritten);
}

const settled = (outcome: Outcome): Attempt => ({ kind: 'settled', outcome });

async function failed(run: Run, move: Move, failure: AwsFailure): Promise<Attempt> {
  const { step, direction } = move;
  if (direction === 'apply' && isBeforeItsRole(failure, run.plan))
    return settled(await noteAwaited(run, step));
  const isThere =
    failure.kind === 'refused' && failure.code.startsWith('EntityAlreadyExists');
  if (isThere || isSpreading(failure, step, run.plan)) return { kind: 'wait', failure };
  const cause = sayCause(failure, step, nameOf(run, step));
  return settled(await noteHalt(run, step, direction, { as: 'stopped', cause, failure }));
}

function conflict(run: Run, { step, direction }: Move): Promise<Outcome> {
  const cause = sayConflict(step, nameOf(run, step));
  return noteHalt(run, step, direction, { as: 'stopped', cause });
}

function suspend(
  run: Run,
  { step, direction }: Move,
  failure: AwsFailure | null,
): Promise<Outcome> {
  const waited = `AWS has not spread the change within ${SPREADING_MS / 1000} s. Nothing is lost: the run goes on from here.`;
  const why = failure ? sayCause(failure, step, nameOf(run, step)) : null;
  const cause = why ? `${waited} If it stays so: ${why}` : waited;
  const halt = { as: 'suspended', cause } as const;
  return noteHalt(run, step, direction, failure ? { ...halt, failure } : halt);
}
