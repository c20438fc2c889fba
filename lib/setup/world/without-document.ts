import { isSameKey } from '@/lib/core/role-tag';
import type { CollectedAccount, InlinePolicy } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import { withAttachment } from './attached-to';
import { withRole } from './with-document';

/** A reading without the grant of a target. Objects and what they are made with stay. */
export function withoutDocument(
  account: CollectedAccount,
  target: AwsTarget,
): CollectedAccount {
  switch (target.kind) {
    case 'inline-policy':
      return withoutInline(account, target);
    case 'managed-attachment':
      return withRole(account, target.roleName, (role) => ({
        ...role,
        AttachedManagedPolicies: (role.AttachedManagedPolicies ?? []).filter(
          ({ PolicyArn }) => PolicyArn !== target.policyArn,
        ),
      }));
    case 'principal-attachment':
      return withAttachment(account, target, false);
    case 'role-tag':
      return withRole(account, target.roleName, (role) => ({
        ...role,
        Tags: (role.Tags ?? []).filter(({ Key }) => !isSameKey(Key, target.key)),
      }));
    case 'bucket-policy':
      return {
        ...account,
        Buckets: (account.Buckets ?? []).map((bucket) =>
          bucket.Name === target.bucket
            ? { ...bucket, Policy: null, IsPolicyUnread: false }
            : bucket,
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
      return withRole(account, principalName, (role) => ({
        ...role,
        RolePolicyList: drop(role.RolePolicyList),
      }));
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
