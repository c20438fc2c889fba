/**
 * Collected facts, in the shape AWS prints them (`aws iam get-account-authorization-details`
 * and friends). Policy documents are objects, JSON text or URL-encoded JSON text.
 */
export type PolicyDocument = unknown;

export type InlinePolicy = { PolicyName: string; PolicyDocument: PolicyDocument };
export type AttachedPolicy = { PolicyName: string; PolicyArn: string };
export type Tag = { Key: string; Value: string };
export type Boundary = {
  PermissionsBoundaryType: string;
  PermissionsBoundaryArn: string;
};

export type UserDetail = {
  Path: string;
  UserName: string;
  UserId: string;
  Arn: string;
  CreateDate?: string;
  UserPolicyList?: InlinePolicy[];
  GroupList?: string[];
  AttachedManagedPolicies?: AttachedPolicy[];
  PermissionsBoundary?: Boundary;
  Tags?: Tag[];
};

export type GroupDetail = {
  Path: string;
  GroupName: string;
  GroupId: string;
  Arn: string;
  CreateDate?: string;
  GroupPolicyList?: InlinePolicy[];
  AttachedManagedPolicies?: AttachedPolicy[];
};

export type RoleDetail = {
  Path: string;
  RoleName: string;
  RoleId: string;
  Arn: string;
  CreateDate?: string;
  AssumeRolePolicyDocument: PolicyDocument;
  RolePolicyList?: InlinePolicy[];
  AttachedManagedPolicies?: AttachedPolicy[];
  PermissionsBoundary?: Boundary;
  Tags?: Tag[];
  RoleLastUsed?: { LastUsedDate?: string; Region?: string };
  InstanceProfileList?: unknown[];
};

export type ManagedPolicyDetail = {
  PolicyName: string;
  PolicyId?: string;
  Arn: string;
  Path?: string;
  DefaultVersionId: string;
  PolicyVersionList: {
    VersionId: string;
    IsDefaultVersion: boolean;
    Document: PolicyDocument;
    CreateDate?: string;
  }[];
};

/** Settings are absent when nobody read them. */
export type CollectedBucket = {
  Name: string;
  Policy: PolicyDocument | null;
  /** Nobody knows whether it has a policy. */
  IsPolicyUnread?: boolean;
  Region?: string;
  /** How objects are encrypted that say nothing of it themselves. */
  Encryption?: {
    Algorithm: string;
    /** ARN of the key as KMS tells it; what the bucket calls it where KMS does not tell. */
    KeyArn: string | null;
  };
  /** `BucketOwnerEnforced` where access lists are off. */
  ObjectOwnership?: string;
  /** All four public access blocks of the bucket are on. */
  IsPublicAccessBlocked?: boolean;
};

/** A trail of CloudTrail that covers an account. */
export type CollectedTrail = {
  Name: string;
  IsMultiRegion: boolean;
  /** Null where AWS refused to tell, as of a trail that another account owns. */
  IsLogging: boolean | null;
  /** Since when it is logging, ISO 8601; null where CloudTrail does not tell. */
  Since: string | null;
};

/** One account as it was read, whole: an ARN not found here does not exist. */
export type CollectedAccount = {
  UserDetailList: UserDetail[];
  GroupDetailList: GroupDetail[];
  RoleDetailList: RoleDetail[];
  Policies: ManagedPolicyDetail[];
  RoleSettings?: Record<string, { MaxSessionDuration?: number; Description?: string }>;
  Buckets?: CollectedBucket[];
  /** Absent when nobody read them; an empty list means that there are none. */
  Keys?: {
    KeyId: string;
    Arn: string;
    Policy: PolicyDocument;
    /** As DescribeKey tells it; absent when nobody asked. */
    KeyManager?: 'AWS' | 'CUSTOMER';
  }[];
  /** Only the keys that encrypt a bucket were read; there may be others. */
  AreKeysPartial?: boolean;
  /** Absent when nobody read them; an empty list means that there are none. */
  OpenIDConnectProviders?: { Arn: string; Url: string; ClientIDList: string[] }[];
  /** Absent when nobody read them; an empty list means that there are none. */
  SAMLProviders?: { Arn: string }[];
  /** Absent when nobody read them; an empty list means that there are none. */
  Trails?: CollectedTrail[];
  /** Counts and quotas as GetAccountSummary tells them; absent when nobody read them. */
  Summary?: Record<string, number>;
};

export type OrgTarget = {
  Id: string;
  Type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  ParentId: string | null;
  ServiceControlPolicies: string[];
  ResourceControlPolicies: string[];
};

export type CollectedOrg = {
  Id: string;
  ManagementAccountId: string;
  Targets: OrgTarget[];
  Policies: Record<string, { Type: string; Name: string; Content: PolicyDocument }>;
};

/** Everything that was collected. An account that is not here was not read. */
export type CollectedWorld = {
  org?: CollectedOrg;
  accounts: Record<string, CollectedAccount>;
};
