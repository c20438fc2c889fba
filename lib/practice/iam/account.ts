import { authorize } from '../authorize/authorize';
import type { Call, Operations } from '../operation';
import type { AccountState } from '../world/types';
import {
  ACCESS_KEYS_QUOTA,
  ATTACHED_QUOTA,
  GROUPS_PER_USER_QUOTA,
  GROUPS_QUOTA,
  INLINE_SIZE_QUOTA,
  MANAGED_SIZE_QUOTA,
  POLICIES_QUOTA,
  ROLES_QUOTA,
  TRUST_SIZE_QUOTA,
  USERS_QUOTA,
  VERSIONS_QUOTA,
} from './quotas';

const QUOTAS = {
  AccessKeysPerUserQuota: ACCESS_KEYS_QUOTA,
  AssumeRolePolicySizeQuota: TRUST_SIZE_QUOTA,
  AttachedPoliciesPerGroupQuota: ATTACHED_QUOTA,
  AttachedPoliciesPerRoleQuota: ATTACHED_QUOTA,
  AttachedPoliciesPerUserQuota: ATTACHED_QUOTA,
  GroupPolicySizeQuota: INLINE_SIZE_QUOTA.group,
  GroupsPerUserQuota: GROUPS_PER_USER_QUOTA,
  GroupsQuota: GROUPS_QUOTA,
  PoliciesQuota: POLICIES_QUOTA,
  PolicySizeQuota: MANAGED_SIZE_QUOTA,
  RolePolicySizeQuota: INLINE_SIZE_QUOTA.role,
  RolesQuota: ROLES_QUOTA,
  UserPolicySizeQuota: INLINE_SIZE_QUOTA.user,
  UsersQuota: USERS_QUOTA,
  VersionsPerPolicyQuota: VERSIONS_QUOTA,
};

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

function countsOf(account: AccountState): Record<string, number> {
  const users = [...account.users.values()];
  const policies = [...account.policies.values()];
  const devices = sum(users.map(({ mfaDevices }) => mfaDevices.length));
  return {
    Users: users.length,
    Groups: account.groups.size,
    Roles: account.roles.size,
    Policies: policies.length,
    PolicyVersionsInUse: sum(policies.map(({ versions }) => versions.length)),
    Providers: account.oidcProviders.length + account.samlProviders.length,
    MFADevices: devices,
    MFADevicesInUse: devices,
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
  };
}

function getSummary(call: Call) {
  authorize(call, { action: 'iam:GetAccountSummary', resource: '*' });
  return { SummaryMap: { ...countsOf(call.account), ...QUOTAS } };
}

function listAliases(call: Call) {
  authorize(call, { action: 'iam:ListAccountAliases', resource: '*' });
  const { alias } = call.account;
  return { AccountAliases: alias === null ? [] : [alias], IsTruncated: false };
}

export const accountOperations = {
  GetAccountSummary: getSummary,
  ListAccountAliases: listAliases,
} satisfies Operations;
