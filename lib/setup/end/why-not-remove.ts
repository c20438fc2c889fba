import type { StoredPlan, StoredStep, TargetState } from '@/lib/ports';
import { documentOf } from '../plan/plan-steps';
import { sayTarget } from '../plan/say-target';
import { standOf } from '../saga/compare-live';
import { takeOut } from '../saga/take-out';
import { connectionIn } from '../world/connection-in';
import type { EndDeps } from './end-deps';

type Deps = Pick<EndDeps, 'accounts' | 'aws' | 'connectionOf'>;

/**
 * What keeps a plan from being undone by itself, before anything of it is touched: a document
 * that is not as the plan wrote it, one that cannot be read, or a policy that somebody else has
 * by now. Null when nothing does.
 */
export async function whyNotRemove(
  { accounts, aws, connectionOf }: Deps,
  plan: StoredPlan,
): Promise<string | null> {
  const connectionTo = connectionIn(
    { connectionOf },
    await accounts.list(plan.workspaceId),
  );
  const ours = plan.steps.filter(
    ({ state, accountId }) => state === 'done' && !plan.body.byOwner?.includes(accountId),
  );
  for (const step of ours) {
    const connection = connectionTo(step.accountId);
    if (!connection)
      return `This console has no connection to ${step.accountId}, so nothing was removed.`;
    const live = await aws.readTarget(connection, step.target);
    if (!live.ok)
      return `${sayTarget(step.target)} could not be read, so nothing was removed.`;
    if (!isOurs(plan.id, step, live.value))
      return `${sayTarget(step.target)} was changed by somebody else since, so nothing was removed. Put it back as the plan wrote it, or remove the rest by hand.`;
    if (isHeldByOthers(step, live.value, ours))
      return `${sayTarget(step.target)} was attached to somebody else too, and AWS deletes no policy that somebody has, so nothing was removed. Detach it there first.`;
  }
  return null;
}

/** As the plan wrote it, or with statements of others beside, as policies of buckets and keys have. */
function isOurs(planId: string, step: StoredStep, live: TargetState): boolean {
  if (standOf(planId, step, live) === 'after') return true;
  const isShared =
    step.target.kind === 'bucket-policy' || step.target.kind === 'key-policy';
  return isShared && takeOut(step, documentOf(live)).kind === 'left';
}

/** Whether a policy that goes has more holders than those whom the plan gave it to. */
function isHeldByOthers(
  { target, write, accountId }: StoredStep,
  live: TargetState,
  ours: StoredStep[],
): boolean {
  if (target.kind !== 'managed-policy' || write.kind !== 'create-policy') return false;
  const given = ours.filter(
    (step) =>
      step.write.kind === 'attach-to' &&
      step.write.policyArn === target.policyArn &&
      step.accountId === accountId,
  );
  return live.exists && (live.holders ?? 0) > given.length;
}
