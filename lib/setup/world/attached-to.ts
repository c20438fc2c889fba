import { nameOfArn } from '@/lib/core/arn';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';

type Attachment = Extract<AwsTarget, { kind: 'principal-attachment' }>;
type Attached = { PolicyArn: string; PolicyName: string }[];

/** The managed policies of a user, group or role, as it was read. */
export function attachedTo(
  account: CollectedAccount,
  { principal, principalName: name }: Attachment,
): Attached | undefined {
  switch (principal) {
    case 'user':
      return account.UserDetailList.find(({ UserName }) => UserName === name)
        ?.AttachedManagedPolicies;
    case 'group':
      return account.GroupDetailList.find(({ GroupName }) => GroupName === name)
        ?.AttachedManagedPolicies;
    case 'role':
      return account.RoleDetailList.find(({ RoleName }) => RoleName === name)
        ?.AttachedManagedPolicies;
    default:
      return principal satisfies never;
  }
}

/** A reading in which a managed policy is attached to somebody, or is not. */
export function withAttachment(
  account: CollectedAccount,
  target: Attachment,
  isAttached: boolean,
): CollectedAccount {
  const { principalName: name, policyArn: PolicyArn } = target;
  const others = (attachedTo(account, target) ?? []).filter(
    (one) => one.PolicyArn !== PolicyArn,
  );
  const ours = { PolicyArn, PolicyName: nameOfArn(PolicyArn) };
  const AttachedManagedPolicies = isAttached ? [...others, ours] : others;
  switch (target.principal) {
    case 'user':
      return {
        ...account,
        UserDetailList: account.UserDetailList.map((user) =>
          user.UserName === name ? { ...user, AttachedManagedPolicies } : user,
        ),
      };
    case 'group':
      return {
        ...account,
        GroupDetailList: account.GroupDetailList.map((group) =>
          group.GroupName === name ? { ...group, AttachedManagedPolicies } : group,
        ),
      };
    case 'role':
      return {
        ...account,
        RoleDetailList: account.RoleDetailList.map((role) =>
          role.RoleName === name ? { ...role, AttachedManagedPolicies } : role,
        ),
      };
    default:
      return target.principal satisfies never;
  }
}

/** A reading in which a managed policy has this text. */
export const withPolicy = (
  account: CollectedAccount,
  policyArn: string,
  text: string,
): CollectedAccount => ({
  ...account,
  Policies: [
    ...account.Policies.filter(({ Arn }) => Arn !== policyArn),
    {
      PolicyName: nameOfArn(policyArn),
      Arn: policyArn,
      DefaultVersionId: 'v1',
      PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: text }],
    },
  ],
});
