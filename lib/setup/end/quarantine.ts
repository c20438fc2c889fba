import { policyOf, policyText } from '@/lib/iam/render/policy-text';
import type { AwsTarget, StoredPlan, StoredStep } from '@/lib/ports';
import { waitingStep } from '../plan/plan-body';
import { writeOf } from '../plan/write-of';

const POLICY_NAME = 'DrawbridgeQuarantine';

/** Denies everything, also to sessions that were opened before. */
const DENIAL = policyText(
  policyOf({
    Sid: 'DrawbridgeQuarantine',
    Effect: 'Deny',
    Action: '*',
    Resource: '*',
  }),
);

export const quarantineTarget = ({ body }: Pick<StoredPlan, 'body'>): AwsTarget => ({
  kind: 'inline-policy',
  principal: 'role',
  principalName: body.roleName,
  policyName: POLICY_NAME,
});

/**
 * The step that denies a role everything while it waits to be removed.
 *
 * @param before what stands under its name, to be put back
 */
export function quarantineStep(
  plan: Pick<StoredPlan, 'body'>,
  before: string | null,
): StoredStep {
  const target = quarantineTarget(plan);
  return waitingStep({
    number: 0,
    title: `Quarantine of ${plan.body.roleName}`,
    accountId: plan.body.trustingAccountId,
    side: 'trusting',
    operation: 'PutRolePolicy',
    target,
    write: writeOf(target, DENIAL),
    before,
    after: DENIAL,
  });
}

/** The denial that stands at AWS, or may stand there; null where none does. */
export const writtenQuarantine = ({
  quarantine,
}: Pick<StoredPlan, 'quarantine'>): StoredStep | null =>
  quarantine && !['waiting', 'undone'].includes(quarantine.state) ? quarantine : null;
