import { allow, awsPolicy, deny, type SeedStatement } from './document';

// What an account lets the console's two roles do.

/** Where plans make their roles. */
const PLANNED_PATH = '/drawbridge-managed/';

/** Where the console's own roles and policies stand. */
const OWN_PATH = '/drawbridge/';

export const READING: SeedStatement[] = [
  allow(
    [
      'iam:GetAccountAuthorizationDetails',
      'iam:GetAccountSummary',
      'iam:GetGroup',
      'iam:GetOpenIDConnectProvider',
      'iam:GetPolicy',
      'iam:GetPolicyVersion',
      'iam:GetRole',
      'iam:GetRolePolicy',
      'iam:GetUser',
      'iam:ListAccountAliases',
      'iam:ListAttachedRolePolicies',
      'iam:ListEntitiesForPolicy',
      'iam:ListOpenIDConnectProviders',
      'iam:ListPolicyVersions',
      'iam:ListRolePolicies',
      'iam:ListRoleTags',
      'iam:ListRoles',
      'iam:ListSAMLProviders',
    ],
    '*',
    { Sid: 'IamGraph' },
  ),
  allow(
    [
      's3:GetBucketLocation',
      's3:GetBucketOwnershipControls',
      's3:GetBucketPolicy',
      's3:GetBucketPublicAccessBlock',
      's3:GetEncryptionConfiguration',
      's3:ListAllMyBuckets',
    ],
    '*',
    { Sid: 'ResourcePoliciesNotData' },
  ),
  allow(['kms:DescribeKey', 'kms:GetKeyPolicy'], 'arn:aws:kms:*:*:key/*', {
    Sid: 'KeysOfBuckets',
  }),
  allow(
    ['cloudtrail:DescribeTrails', 'cloudtrail:GetTrailStatus', 'cloudtrail:LookupEvents'],
    '*',
    { Sid: 'EvidenceOfUse' },
  ),
  deny(['s3:GetObject', 's3:GetObjectVersion', 'sts:AssumeRole'], '*', {
    Sid: 'HardDenyDataAndHops',
  }),
];

export const ORGANISATION_TREE = allow(
  ['organizations:Describe*', 'organizations:List*'],
  '*',
  {
    Sid: 'OrganisationTree',
  },
);

export const CHANGING: SeedStatement[] = [
  allow(['iam:Get*', 'iam:List*', 's3:GetBucket*', 's3:ListAllMyBuckets'], '*', {
    Sid: 'ReadBeforeWrite',
  }),
  allow(
    [
      'iam:CreateRole',
      'iam:DeleteRole',
      'iam:DeleteRolePolicy',
      'iam:PutRolePolicy',
      'iam:TagRole',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
    ],
    'arn:aws:iam::*:role/*',
    { Sid: 'Roles' },
  ),
  allow(
    [
      'iam:DeleteGroupPolicy',
      'iam:DeleteUserPolicy',
      'iam:PutGroupPolicy',
      'iam:PutUserPolicy',
    ],
    ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:group/*'],
    { Sid: 'TrustedHalf' },
  ),
  allow(
    [
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeletePolicy',
      'iam:DeletePolicyVersion',
      'iam:TagPolicy',
    ],
    `arn:aws:iam::*:policy${PLANNED_PATH}*`,
    { Sid: 'PoliciesOfTrustedHalves' },
  ),
  allow(
    [
      'iam:AttachGroupPolicy',
      'iam:AttachUserPolicy',
      'iam:DetachGroupPolicy',
      'iam:DetachUserPolicy',
    ],
    ['arn:aws:iam::*:user/*', 'arn:aws:iam::*:group/*'],
    {
      Sid: 'ManagedTrustedHalf',
      Condition: {
        ArnLike: { 'iam:PolicyARN': `arn:aws:iam::*:policy${PLANNED_PATH}*` },
      },
    },
  ),
  allow(['iam:AttachRolePolicy', 'iam:DetachRolePolicy'], 'arn:aws:iam::*:role/*', {
    Sid: 'ManagedPolicies',
  }),
  // An operator picks what a role may do. What its holder could become anything with, a person gives.
  deny('iam:AttachRolePolicy', '*', {
    Sid: 'NoAdministrators',
    Condition: {
      ArnLike: {
        'iam:PolicyARN': ['AdministratorAccess*', 'IAMFullAccess', 'PowerUserAccess'].map(
          awsPolicy,
        ),
      },
    },
  }),
  allow(
    [
      'iam:AddRoleToInstanceProfile',
      'iam:CreateInstanceProfile',
      'iam:DeleteInstanceProfile',
      'iam:RemoveRoleFromInstanceProfile',
      'iam:TagInstanceProfile',
    ],
    'arn:aws:iam::*:instance-profile/*',
    { Sid: 'InstanceProfiles' },
  ),
  allow('iam:PassRole', `arn:aws:iam::*:role${PLANNED_PATH}*`, {
    Sid: 'PassToInstances',
    Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
  }),
  allow(
    [
      'iam:AddClientIDToOpenIDConnectProvider',
      'iam:CreateOpenIDConnectProvider',
      'iam:CreateSAMLProvider',
      'iam:DeleteOpenIDConnectProvider',
      'iam:DeleteSAMLProvider',
      'iam:RemoveClientIDFromOpenIDConnectProvider',
      'iam:TagOpenIDConnectProvider',
      'iam:TagSAMLProvider',
    ],
    ['arn:aws:iam::*:oidc-provider/*', 'arn:aws:iam::*:saml-provider/*'],
    { Sid: 'Providers' },
  ),
  allow(['s3:DeleteBucketPolicy', 's3:PutBucketPolicy'], 'arn:aws:s3:::*', {
    Sid: 'BucketPolicies',
  }),
  allow(
    ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:PutKeyPolicy'],
    'arn:aws:kms:*:*:key/*',
    { Sid: 'KeyPolicies' },
  ),
  deny('kms:PutKeyPolicy', '*', {
    Sid: 'NoKmsLockoutBypass',
    Condition: { Bool: { 'kms:BypassPolicyLockoutSafetyCheck': 'true' } },
  }),
  {
    Sid: 'SelfProtection',
    Effect: 'Deny',
    NotAction: ['iam:Get*', 'iam:List*'],
    Resource: [
      `arn:aws:iam::*:role${OWN_PATH}*`,
      `arn:aws:iam::*:policy${OWN_PATH}*`,
      'arn:aws:iam::*:role/OrganizationAccountAccessRole',
    ],
  },
  // Attaching is asked for on whoever gets the policy, which the statement above does not see.
  deny(['iam:Attach*Policy', 'iam:Detach*Policy'], '*', {
    Sid: 'OwnPoliciesStayWhereTheyAre',
    Condition: { ArnLike: { 'iam:PolicyARN': `arn:aws:iam::*:policy${OWN_PATH}*` } },
  }),
];
