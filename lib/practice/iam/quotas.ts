import { NUMBER_RULES } from '@/lib/iam/validate/number-rules';

/** Default quotas. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const ROLES_QUOTA = NUMBER_RULES.RolesPerAccount.max;
export const USERS_QUOTA = NUMBER_RULES.UsersPerAccount.max;
export const GROUPS_QUOTA = NUMBER_RULES.GroupsPerAccount.max;
export const POLICIES_QUOTA = NUMBER_RULES.PoliciesPerAccount.max;
export const GROUPS_PER_USER_QUOTA = NUMBER_RULES.GroupsPerUser.max;
export const VERSIONS_QUOTA = NUMBER_RULES.PolicyVersionCount.max;
export const ACCESS_KEYS_QUOTA = NUMBER_RULES.AccessKeysPerUser.max;
export const MFA_DEVICES_QUOTA = NUMBER_RULES.MfaDevicesPerUser.max;
export const INSTANCE_PROFILES_QUOTA = NUMBER_RULES.InstanceProfilesPerAccount.max;
export const OIDC_PROVIDERS_QUOTA = NUMBER_RULES.OidcProvidersPerAccount.max;
export const SAML_PROVIDERS_QUOTA = NUMBER_RULES.SamlProvidersPerAccount.max;
export const CLIENT_IDS_QUOTA = NUMBER_RULES.ClientIdsPerOidcProvider.max;
export const TAGS_QUOTA = NUMBER_RULES.EntityTagCount.max;
export const TRUST_SIZE_QUOTA = NUMBER_RULES.TrustPolicyLength.max;
export const MANAGED_SIZE_QUOTA = NUMBER_RULES.ManagedPolicyLength.max;
export const ATTACHED_QUOTA = {
  user: NUMBER_RULES.ManagedPoliciesPerUser.max,
  group: NUMBER_RULES.ManagedPoliciesPerGroup.max,
  role: NUMBER_RULES.ManagedPoliciesPerRole.max,
};
export const INLINE_SIZE_QUOTA = {
  user: NUMBER_RULES.InlinePolicyTotalUser.max,
  group: NUMBER_RULES.InlinePolicyTotalGroup.max,
  role: NUMBER_RULES.InlinePolicyTotalRole.max,
};
