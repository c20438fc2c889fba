import * as z from 'zod';

const given = z.custom((value) => value !== undefined && value !== null);
const inline = z.array(z.looseObject({ PolicyName: z.string(), PolicyDocument: given }));
const attached = z.array(z.looseObject({ PolicyArn: z.string() }));
const tags = z.array(z.looseObject({ Key: z.string(), Value: z.string() }));
const boundary = z.looseObject({ PermissionsBoundaryArn: z.string() });

/** What the engine reads of each entry of get-account-authorization-details. */
export const DETAIL_SHAPES = {
  UserDetailList: z.looseObject({
    Arn: z.string(),
    UserName: z.string(),
    UserId: z.string(),
    Path: z.string(),
    UserPolicyList: inline.optional(),
    GroupList: z.array(z.string()).optional(),
    AttachedManagedPolicies: attached.optional(),
    PermissionsBoundary: boundary.optional(),
    Tags: tags.optional(),
  }),
  GroupDetailList: z.looseObject({
    Arn: z.string(),
    GroupName: z.string(),
    GroupPolicyList: inline.optional(),
    AttachedManagedPolicies: attached.optional(),
  }),
  RoleDetailList: z.looseObject({
    Arn: z.string(),
    RoleName: z.string(),
    RoleId: z.string(),
    Path: z.string(),
    AssumeRolePolicyDocument: given,
    RolePolicyList: inline.optional(),
    AttachedManagedPolicies: attached.optional(),
    PermissionsBoundary: boundary.optional(),
    Tags: tags.optional(),
  }),
  Policies: z.looseObject({
    Arn: z.string(),
    PolicyName: z.string(),
    DefaultVersionId: z.string(),
    PolicyVersionList: z.array(z.looseObject({ VersionId: z.string(), Document: given })),
  }),
};

/** What other calls tell of an account; each list may be missing. */
export const OTHER_SHAPES = {
  Buckets: z.looseObject({ Name: z.string() }),
  Keys: z.looseObject({ KeyId: z.string(), Arn: z.string() }),
  OpenIDConnectProviders: z.looseObject({
    Arn: z.string(),
    Url: z.string(),
    ClientIDList: z.array(z.string()),
  }),
  SAMLProviders: z.looseObject({ Arn: z.string() }),
};

/** By role name. */
export const RoleSettings = z.record(
  z.string(),
  z.looseObject({ MaxSessionDuration: z.number().optional() }),
);
