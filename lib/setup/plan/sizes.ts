import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';
import { policyCharacters } from '@/lib/iam/validate/policy-size';
import type { CollectedAccount, InlinePolicy } from '@/lib/iam/world';
import type { AwsTarget, PlannedStep } from '@/lib/ports';

/** How much of AWS's limit a document takes once it is written. */
type DocumentSize = { sizeCharacters: number; limitCharacters: number };

/**
 * Limits of IAM in characters. White space is not counted in inline policies, whose sum counts;
 * for a trust policy we count every character, to be on the safe side.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const LIMITS = {
  trust: NUMBER_RULES.TrustPolicyLength.max,
  user: NUMBER_RULES.InlinePolicyTotalUser.max,
  group: NUMBER_RULES.InlinePolicyTotalGroup.max,
  role: NUMBER_RULES.InlinePolicyTotalRole.max,
};

const charactersOf = (document: unknown): number =>
  policyCharacters(typeof document === 'string' ? document : JSON.stringify(document));

/** Size of what a step leaves behind, with the other inline policies of the same holder. */
export function sizeOf(
  { target, after }: Pick<PlannedStep, 'target' | 'after'>,
  account: CollectedAccount | undefined,
): DocumentSize {
  if (target.kind !== 'inline-policy')
    return { sizeCharacters: (after ?? '').length, limitCharacters: LIMITS.trust };
  const others = inlineOf(target, account).filter(
    ({ PolicyName }) => PolicyName !== target.policyName,
  );
  const sizeCharacters = [...others.map(({ PolicyDocument }) => PolicyDocument), after]
    .map(charactersOf)
    .reduce((sum, size) => sum + size, 0);
  return { sizeCharacters, limitCharacters: LIMITS[target.principal] };
}

function inlineOf(
  target: Extract<AwsTarget, { kind: 'inline-policy' }>,
  account: CollectedAccount | undefined,
): InlinePolicy[] {
  const { principal, principalName: name } = target;
  switch (principal) {
    case 'user':
      return (
        account?.UserDetailList.find(({ UserName }) => UserName === name)
          ?.UserPolicyList ?? []
      );
    case 'group':
      return (
        account?.GroupDetailList.find(({ GroupName }) => GroupName === name)
          ?.GroupPolicyList ?? []
      );
    case 'role':
      return (
        account?.RoleDetailList.find(({ RoleName }) => RoleName === name)
          ?.RolePolicyList ?? []
      );
    default:
      return principal satisfies never;
  }
}
