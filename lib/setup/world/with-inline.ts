import type { CollectedAccount, InlinePolicy } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import { withRole } from './with-role';

type InlineTarget = Extract<AwsTarget, { kind: 'inline-policy' }>;

/** A reading in which a user, role or group has this text as its inline policy; null for none. */
export function withInline(
  account: CollectedAccount,
  { principal, principalName, policyName: PolicyName }: InlineTarget,
  text: string | null,
): CollectedAccount {
  const put = (policies: InlinePolicy[] = []): InlinePolicy[] => [
    ...policies.filter((policy) => policy.PolicyName !== PolicyName),
    ...(text === null ? [] : [{ PolicyName, PolicyDocument: text }]),
  ];
  switch (principal) {
    case 'user':
      return {
        ...account,
        UserDetailList: account.UserDetailList.map((user) =>
          user.UserName === principalName
            ? { ...user, UserPolicyList: put(user.UserPolicyList) }
            : user,
        ),
      };
    case 'role':
      return withRole(account, principalName, (role) => ({
        ...role,
        RolePolicyList: put(role.RolePolicyList),
      }));
    case 'group':
      return {
        ...account,
        GroupDetailList: account.GroupDetailList.map((group) =>
          group.GroupName === principalName
            ? { ...group, GroupPolicyList: put(group.GroupPolicyList) }
            : group,
        ),
      };
    default:
      return principal satisfies never;
  }
}
