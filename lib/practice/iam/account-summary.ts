import { authorize } from '../authorize/authorize';
import type { Call, Operations } from '../operation';
import type { AccountState } from '../world/types';
import { findPolicy } from './find-policy';
import { policyUses } from './policy-uses';
import {
  ACCESS_KEYS_QUOTA,
  ATTACHED_QUOTA,
  GROUPS_PER_USER_QUOTA,
  GROUPS_QUOTA,
  INLINE_SIZE_QUOTA,
  INSTANCE_PROFILES_QUOTA,
  MANAGED_SIZE_QUOTA,
  POLICIES_QUOTA,
  ROLES_QUOTA,
  TRUST_SIZE_QUOTA,
  USERS_QUOTA,
  VERSIONS_QUOTA,
} from './quotas';

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html */
const QUOTAS = {
  AccessKeysPerUserQuota: ACCESS_KEYS_QUOTA,
  AssumeRolePolicySizeQuota: TRUST_SIZE_QUOTA,
  AttachedPoliciesPerGroupQuota: ATTACHED_QUOTA.group,
  AttachedPoliciesPerRoleQuota: ATTACHED_QUOTA.role,
  AttachedPoliciesPerUserQuota: ATTACHED_QUOTA.user,
  GlobalEndpointTokenVersion: 2,
  GroupPolicySizeQuota: INLINE_SIZE_QUOTA.group,
  GroupsPerUserQuota: GROUPS_PER_USER_QUOTA,
  GroupsQuota: GROUPS_QUOTA,
  InstanceProfilesQuota: INSTANCE_PROFILES_QUOTA,
  PoliciesQuota: POLICIES_QUOTA,
  PolicySizeQuota: MANAGED_SIZE_QUOTA,
  PolicyVersionsInUseQuota: 10_000,
  RolePolicySizeQuota: INLINE_SIZE_QUOTA.role,
  RolesQuota: ROLES_QUOTA,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: INLINE_SIZE_QUOTA.user,
  UsersQuota: USERS_QUOTA,
  VersionsPerPolicyQuota: VERSIONS_QUOTA,
};

const sum = (numbers: number[]): number => numbers.reduce((total, one) => total + one, 0);

function countsOf(account: AccountState): Record<string, number> {
  const users = [...account.users.values()];
  const enabled = sum(users.map(({ mfaDevices }) => mfaDevices.length));
  const used = [...policyUses(account).keys()].flatMap(
    (arn) => findPolicy(account, arn) ?? [],
  );
  return {
    Users: users.length,
    Groups: account.groups.size,
    Roles: account.roles.size,
    Policies: account.policies.size,
    PolicyVersionsInUse: sum(used.map(({ versions }) => versions.length)),
    InstanceProfiles: account.instanceProfiles.size,
    Providers: account.oidcProviders.length + account.samlProviders.length,
    MFADevices: enabled + account.spareMfaDevices.length,
    MFADevicesInUse: enabled,
    ServerCertificates: 0,
    AccountMFAEnabled: 1,
    AccountAccessKeysPresent: 0,
    AccountPasswordPresent: 1,
    AccountSigningCertificatesPresent: 0,
  };
}

function getSummary(call: Call) {
  authorize(call, { action: 'iam:GetAccountSummary', resource: '*' });
  return { SummaryMap: { ...countsOf(call.account), ...QUOTAS } };
}

export const accountSummaryOperations = {
  GetAccountSummary: getSummary,
} satisfies Operations;
