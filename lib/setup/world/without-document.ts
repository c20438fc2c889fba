import type { CollectedAccount, InlinePolicy } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';

/** A reading without the grant of a target. Objects and what they are made with stay. */
export function withoutDocument(
  account: CollectedAccount,
  target: AwsTarget,
): CollectedAccount {
  switch (target.kind) {
    case 'inline-policy':
      return withoutInline(account, target);
    case 'managed-attachment':
      return {
        ...account,
        RoleDetailList: account.RoleDetailList.map((role) =>
          role.RoleName === target.roleName
            ? {
                ...role,
                AttachedManagedPolicies: (role.AttachedManagedPolicies ?? []).filter(
                  ({ PolicyArn }) => PolicyArn !== target.policyArn,
                ),
              }
            : role,
        ),
      };
    case 'bucket-policy':
      return {
        ...account,
        Buckets: (account.Buckets ?? []).map((bucket) =>
          bucket.Name === target.bucket ? { ...bucket, Policy: null } : bucket,
        ),
      };
    default:
      return account;
  }
}

function withoutInline(
  account: CollectedAccount,
  { principal, principalName, policyName }: Extract<AwsTarget, { kind: 'inline-policy' }>,
): CollectedAccount {
  const drop = (policies: InlinePolicy[] | undefined) =>
    (policies ?? []).filter(({ PolicyName }) => PolicyName !== policyName);
  switch (principal) {
    case 'user':
      return {
        ...account,
        UserDetailList: account.UserDetailList.map((user) =>
          user.UserName === principalName
            ? { ...user, UserPolicyList: drop(user.UserPolicyList) }
            : user,
        ),
      };
    case 'role':
      return {
        ...account,
        RoleDetailList: account.RoleDetailList.map((role) =>
          role.RoleName === principalName
            ? { ...role, RolePolicyList: drop(role.RolePolicyList) }
            : role,
        ),
      };
    case 'group':
      return {
        ...account,
        GroupDetailList: account.GroupDetailList.map((group) =>
          group.GroupName === principalName
            ? { ...group, GroupPolicyList: drop(group.GroupPolicyList) }
            : group,
        ),
      };
    default:
      return principal satisfies never;
  }
}
