import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';

/** A reading in which a role is changed. */
export function withRole(
  account: CollectedAccount,
  roleName: string,
  change: (role: RoleDetail) => RoleDetail,
): CollectedAccount {
  return {
    ...account,
    RoleDetailList: account.RoleDetailList.map((role) =>
      role.RoleName === roleName ? change(role) : role,
    ),
  };
}
