import { err, ok, type Result } from '@/lib/core/result';
import type { AwsConnection, AwsFailure, AwsTarget, StoredStep } from '@/lib/ports';
import { endDateOf } from '../guards/guard-of';
import { isOurs } from '../plan/is-ours';
import { documentOf } from '../plan/plan-steps';
import { readFixture } from '../plan/read-fixture';
import { writeOf } from '../plan/write-of';
import { stateOf } from '../proof/settle-proof';
import { nameOf } from '../saga/journal';
import { type Move, makeStep } from '../saga/make-step';
import type { Outcome, Run } from '../saga/run-deps';
import { sayCause } from '../saga/say-cause';
import type { PlanState } from '../schema';
import { putOff } from './end-plan';
import { quarantineStep, quarantineTarget, writtenQuarantine } from './quarantine';

const MS_PER_DAY = 86_400_000;

/** Denies an ended crossing everything, or takes that back. Either is one journalled write. */
export async function runQuarantine(run: Run): Promise<Outcome> {
  return run.plan.state === 'lifting' ? lift(run) : deny(run);
}

async function deny(run: Run): Promise<Outcome> {
  const { deps, plan } = run;
  const step = await stepFor(run);
  if (!step.ok) return hold(run, 'quarantining', step.error);
  const outcome = await makeStep(run, {
    step: step.value,
    direction: 'apply',
    from: 'before',
    to: 'after',
    write: step.value.write,
    veto: ownRole,
  });
  if (outcome !== 'done') return hold(run, 'quarantining', await causeOf(run));
  const graceDays = await deps.ends.graceDaysOf(plan.workspaceId);
  const removeAt = new Date(deps.clock.now().getTime() + graceDays * MS_PER_DAY);
  await deps.ends.update(plan.id, { removeAt, lookAt: removeAt, note: null });
  await deps.plans.moveState(plan.id, ['quarantining'], 'quarantined');
  return 'done';
}

/** A policy goes by the name of its role, and somebody else may have made another under it. */
async function ownRole(
  { deps, plan: { workspaceId, body } }: Run,
  connection: AwsConnection,
): Promise<Result<string | null, AwsFailure>> {
  const { roleName, trustingAccountId: accountId } = body;
  const target: AwsTarget = { kind: 'role', roleName };
  const role = await deps.aws.readTarget(connection, target);
  if (!role.ok) return role;
  const isStill =
    role.value.exists &&
    (await isOurs(deps, workspaceId, { accountId, target }, role.value.tags));
  return ok(
    isStill
      ? null
      : `${roleName} is not the role any more that this console made, so nothing was denied to it.`,
  );
}

async function lift(run: Run): Promise<Outcome> {
  const { deps, plan } = run;
  const step = writtenQuarantine(plan);
  const outcome = step ? await makeStep(run, liftOf(step)) : 'done';
  if (outcome !== 'done') return hold(run, 'lifting', await causeOf(run));
  // One that was ended early has its own date again.
  const endsAt = endDateOf(readFixture(plan).request.guards) ?? deps.clock.now();
  await deps.ends.update(plan.id, {
    endsAt,
    lookAt: endsAt,
    removeAt: null,
    isStopped: endsAt <= deps.clock.now(),
    note: null,
  });
  await deps.plans.moveState(plan.id, ['lifting'], stateOf(plan.proof));
  return 'done';
}

/** Takes the denial away, and puts back what stood under its name. */
export const liftOf = (step: StoredStep): Move => ({
  step,
  direction: 'undo',
  from: 'after',
  to: 'before',
  write: writeOf(step.target, step.before),
});

/** The step as it was begun before, or a new one for what stands now. */
async function stepFor(run: Run): Promise<Result<StoredStep, string>> {
  const { deps, plan, connectionOf } = run;
  const written = writtenQuarantine(plan);
  if (written) return ok(written);
  const connection = connectionOf(plan.body.trustingAccountId);
  if (!connection)
    return err(
      `This console has no connection to ${plan.body.trustingAccountName}. Connect it in Settings, Accounts.`,
    );
  const live = await deps.aws.readTarget(connection, quarantineTarget(plan));
  const fresh = quarantineStep(plan, live.ok ? documentOf(live.value) : null);
  if (!live.ok) return err(sayCause(live.error, fresh, nameOf(run, fresh)));
  await deps.ends.putQuarantine(plan.id, fresh);
  return ok(fresh);
}

async function causeOf({ deps, plan }: Run): Promise<string> {
  const { quarantine } = (await deps.plans.find(plan.workspaceId, plan.id)) ?? plan;
  return quarantine?.detail ?? 'The run was interrupted.';
}

/** Says why it did not go on, and looks again in an hour. Nothing is forced. */
export async function hold(
  { deps, plan }: Run,
  from: 'quarantining' | 'lifting',
  note: string,
): Promise<Outcome> {
  await putOff(deps, plan.id, note);
  const to: PlanState = from === 'lifting' ? 'quarantined' : stateOf(plan.proof);
  await deps.plans.setProgress(plan.id, null);
  await deps.plans.moveState(plan.id, [from], to);
  return 'stopped';
}
