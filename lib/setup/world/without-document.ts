import { isSameKey } from '@/lib/core/role-tag';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsTarget } from '@/lib/ports';
import { withAttachment } from './attached-to';
import { withInline } from './with-inline';
import { withRole } from './with-role';

/** A reading without the grant of a target. Objects and what they are made with stay. */
export function withoutDocument(
  account: CollectedAccount,
  target: AwsTarget,
): CollectedAccount {
  switch (target.kind) {
    case 'inline-policy':
      return withInline(account, target, null);
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
