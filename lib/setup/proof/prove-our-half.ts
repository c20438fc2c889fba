import { nameOfArn } from '@/lib/core/arn';
import { isByOwner } from '../plan/by-owner';
import { isRoleFirst } from '../plan/is-role-first';
import type { ProofCheckView } from '../schema';
import { driftOf } from './find-drift';
import { checkOf, untested } from './observe';
import type { Made, Trial } from './prove-deps';

/**
 * Of a bucket that somebody of another owner's account uses as itself, nothing tells this
 * console: it has no keys of theirs, no role is taken, and CloudTrail's look-up never tells
 * calls on objects. What was written here is read back, and the rest is told as not tested.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events.html
 */
export async function proveOurHalf(trial: Trial): Promise<Made> {
  const { roleName, trustedAccountName, bucket } = trial.plan.body;
  const asked = {
    id: 'assume',
    sentence: `${roleName} uses ${bucket} as itself`,
    expected: 'works',
  } as const;
  const why = `Not tested: there are no keys of ${trustedAccountName} here, and CloudTrail tells no calls on objects.`;
  const ours = await ourHalf(trial);
  const named = isRoleFirst(trial.plan) ? [namedCheck(trial, ours)] : [];
  return { checks: [checkOf(asked, untested(why)), ours, ...named], remaining: [] };
}

/** A policy that names a role by its ARN shows that it is there: of one that is gone AWS shows an id. */
function namedCheck({ plan }: Trial, ours: ProofCheckView): ProofCheckView {
  const { roleName, trustedAccountName } = plan.body;
  const sentence = `${roleName} is there in ${trustedAccountName}: AWS took the policy that names it`;
  const asked = { id: 'role-there', sentence, expected: 'works' } as const;
  return checkOf(
    asked,
    ours.outcome === 'works'
      ? { outcome: 'works', code: 'named', durationMs: null }
      : untested('Not tested: our half does not stand as planned.'),
  );
}

/** What we wrote still stands as planned: whoever changed it since has opened or closed it. */
export async function ourHalf({ run, plan }: Trial): Promise<ProofCheckView> {
  const names = plan.steps.filter((step) => !isByOwner(plan)(step));
  const sentence = `Our half stands as planned: ${nameOfArn(plan.body.roleArn)}`;
  const asked = { id: 'our-half', sentence, expected: 'works' } as const;
  for (const step of names) {
    const connection = run.connectionOf(step.accountId);
    if (!connection) return checkOf(asked, untested('Not read: no connection.'));
    await run.renew();
    const live = await run.deps.aws.readTarget(connection, step.target);
    if (!live.ok) return checkOf(asked, untested('Not read: AWS could not be asked.'));
    if (driftOf(plan.id, step, live.value) !== null)
      return checkOf(asked, {
        outcome: 'denied',
        code: `${step.title} was changed`,
        durationMs: null,
      });
  }
  return checkOf(asked, { outcome: 'works', code: 'read', durationMs: null });
}
