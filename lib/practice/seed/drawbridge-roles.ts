import { HUB_BROKER, HUB_WORKER, spokeExternalId } from './accounts';
import { addRole, type Draft, type RoleSeed } from './builder';
import { allow, deny, roleArn, type SeedStatement, trustsService } from './document';

const PATH = '/drawbridge/';
/** Where plans make their roles. */
const PLANNED_PATH = '/drawbridge-managed/';
const OWN_SESSIONS = { StringLike: { 'sts:SourceIdentity': 'db-*' } };

const spokeTrust = (accountId: string): SeedStatement[] => [
  {
    Sid: 'HubWorkerOnly',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': spokeExternalId(accountId) } },
  },
  {
    Sid: 'Who',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:SetSourceIdentity',
    Condition: OWN_SESSIONS,
  },
  {
    Sid: 'Why',
    Effect: 'Allow',
    Principal: { AWS: HUB_WORKER },
    Action: 'sts:TagSession',
  },
];

const READING: SeedStatement[] = [
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
      's3:GetBucketPolicy',
      's3:GetBucketPublicAccessBlock',
      's3:GetEncryptionConfiguration',
      's3:ListAllMyBuckets',
    ],
    '*',
    { Sid: 'ResourcePoliciesNotData' },
  ),
  deny(['s3:GetObject', 's3:GetObjectVersion', 'sts:AssumeRole'], '*', {
    Sid: 'HardDenyDataAndHops',
  }),
];

const ORGANISATION_TREE = allow(['organizations:Describe*', 'organizations:List*'], '*', {
  Sid: 'OrganisationTree',
});

const CHANGING: SeedStatement[] = [
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
  allow(['iam:AttachRolePolicy', 'iam:DetachRolePolicy'], 'arn:aws:iam::*:role/*', {
    Sid: 'ManagedPolicies',
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
      'iam:CreateOpenIDConnectProvider',
      'iam:CreateSAMLProvider',
      'iam:DeleteOpenIDConnectProvider',
      'iam:DeleteSAMLProvider',
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
      'arn:aws:iam::*:role/drawbridge/*',
      'arn:aws:iam::*:role/OrganizationAccountAccessRole',
    ],
  },
];

/** The reading and the writing role that an account gives to the console. */
export function addSpokeRoles(
  draft: Draft,
  options: { readsOrganisation: boolean },
): void {
  const trust = spokeTrust(draft.account.id);
  addRole(draft, 'drawbridge-inventory', {
    path: PATH,
    trust,
    says: 'Drawbridge reads roles, policies and bucket policies. No data.',
    policies: {
      inventory: options.readsOrganisation ? [...READING, ORGANISATION_TREE] : READING,
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
  addRole(draft, 'drawbridge-change', {
    path: PATH,
    trust,
    says: 'Drawbridge applies plans: roles, profiles, providers, and policies. Never its own roles.',
    policies: { change: CHANGING },
    createdDaysAgo: 30,
    usedDaysAgo: 2,
  });
}

/** The console's own two identities, in the hub. */
export function addHubRoles(
  draft: Draft,
  accountIds: string[],
  vendable: string[],
): void {
  const spokes = (name: string) =>
    accountIds.map((id) => roleArn(id, `drawbridge/${name}`));
  addRole(draft, 'drawbridge-hub-worker', {
    path: PATH,
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Drawbridge: reads every account and applies plans.',
    policies: {
      'assume-spokes': [
        allow(
          ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'],
          [...spokes('drawbridge-inventory'), ...spokes('drawbridge-change')],
        ),
      ],
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
  addRole(draft, 'drawbridge-hub-broker', {
    path: PATH,
    trust: [trustsService('ecs-tasks.amazonaws.com')],
    says: 'Drawbridge: hands out temporary credentials of vendable roles.',
    policies: {
      'vend-roles': [
        allow('sts:AssumeRole', vendable, {
          Sid: 'VendOnlyVendableRoles',
          Condition: {
            StringLike: { 'sts:RoleSessionName': 'db-*', 'sts:SourceIdentity': 'db-*' },
          },
        }),
        allow('sts:SetSourceIdentity', vendable, {
          Sid: 'SetWho',
          Condition: OWN_SESSIONS,
        }),
        deny('sts:*', 'arn:aws:iam::*:role/drawbridge/*', {
          Sid: 'NeverTheConsolesOwnRoles',
        }),
      ],
    },
    createdDaysAgo: 30,
    usedDaysAgo: 0,
  });
}

/** Statements by which a role lets the console's broker hand it out. */
const trustsBroker = (): SeedStatement[] => [
  {
    Sid: 'HandedOutByDrawbridge',
    Effect: 'Allow',
    Principal: { AWS: HUB_BROKER },
    Action: 'sts:AssumeRole',
    Condition: {
      StringLike: { 'sts:SourceIdentity': 'db-*', 'sts:RoleSessionName': 'db-*' },
    },
  },
  {
    Sid: 'SayWho',
    Effect: 'Allow',
    Principal: { AWS: HUB_BROKER },
    Action: 'sts:SetSourceIdentity',
    Condition: OWN_SESSIONS,
  },
];

/** Roles by name. A vendable one is handed out by the console, and may be trusted otherwise too. */
export type RoleTable = Record<
  string,
  | (RoleSeed & { isVendable?: false })
  | (Omit<RoleSeed, 'trust'> & {
      isVendable: true;
      trust?: SeedStatement[];
      says: string;
    })
>;

export function addRoles(draft: Draft, table: RoleTable): void {
  for (const [name, { isVendable, ...seed }] of Object.entries(table)) {
    const broker = isVendable ? trustsBroker() : [];
    addRole(draft, name, { ...seed, trust: [...broker, ...(seed.trust ?? [])] });
  }
}
