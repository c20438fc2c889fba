/** Default quotas. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const ROLES_QUOTA = 1000;
export const USERS_QUOTA = 5000;
export const GROUPS_QUOTA = 300;
export const POLICIES_QUOTA = 1500;
export const GROUPS_PER_USER_QUOTA = 10;
export const ATTACHED_QUOTA = 10;
export const VERSIONS_QUOTA = 5;
export const ACCESS_KEYS_QUOTA = 2;
export const TAGS_QUOTA = 50;
export const TRUST_SIZE_QUOTA = 2048;
export const MANAGED_SIZE_QUOTA = 6144;
export const INLINE_SIZE_QUOTA = { user: 2048, group: 5120, role: 10_240 } as const;

/** IAM does not count white space. */
export const policySize = (document: string): number =>
  document.replace(/\s/g, '').length;
