import type { CollectedAccount, RoleDetail, UserDetail } from '@/lib/iam/world';

export const TOOLING = '111111111111';
export const DATA = '222222222222';
export const SANDBOX = '333333333333';
export const VENDOR = '999999999999';

export const arnOf = (accountId: string, resource: string): string =>
  `arn:aws:iam::${accountId}:${resource}`;

const documentOf = (...statements: object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});

export const mayTake = (Resource: string) =>
  documentOf({ Sid: 'Take', Effect: 'Allow', Action: 'sts:AssumeRole', Resource });

export const trusts = (
  Principal: unknown,
  Condition: object = {},
  Action = 'sts:AssumeRole',
) => documentOf({ Sid: 'Trust', Effect: 'Allow', Principal, Action, Condition });

type Extra = { trust?: unknown; identity?: unknown; groups?: string[] };

const inlineOf = (identity: unknown) =>
  identity ? [{ PolicyName: 'own', PolicyDocument: identity }] : [];

export const role = (
  accountId: string,
  name: string,
  { trust = documentOf(), identity }: Extra = {},
): RoleDetail => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${accountId}${name.toUpperCase()}`,
  Arn: arnOf(accountId, `role/${name}`),
  AssumeRolePolicyDocument: trust,
  RolePolicyList: inlineOf(identity),
  AttachedManagedPolicies: [],
});

export const user = (
  accountId: string,
  name: string,
  { identity, groups = [] }: Extra = {},
): UserDetail => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${accountId}${name.toUpperCase()}`,
  Arn: arnOf(accountId, `user/${name}`),
  UserPolicyList: inlineOf(identity),
  GroupList: groups,
  AttachedManagedPolicies: [],
});

export const account = (some: Partial<CollectedAccount> = {}): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...some,
});

const ANY_ROLE_OF_DATA = mayTake(`arn:aws:iam::${DATA}:role/*`);

/** People and the pipeline. Ana may take roles by her group, Bea may take none. */
const tooling = account({
  UserDetailList: [user(TOOLING, 'ana', { groups: ['engineers'] }), user(TOOLING, 'bea')],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'engineers',
      GroupId: 'AGPAENGINEERS',
      Arn: arnOf(TOOLING, 'group/engineers'),
      GroupPolicyList: [{ PolicyName: 'take', PolicyDocument: ANY_ROLE_OF_DATA }],
      AttachedManagedPolicies: [],
    },
  ],
  RoleDetailList: [
    role(TOOLING, 'ci', {
      trust: trusts({ Service: 'codebuild.amazonaws.com' }),
      identity: ANY_ROLE_OF_DATA,
    }),
  ],
});

/** An organizational unit takes away what Bo's own policy allows. */
const sandbox = account({
  UserDetailList: [user(SANDBOX, 'bo', { identity: mayTake('*') })],
});

const GITHUB = 'token.actions.githubusercontent.com';

const data = account({
  RoleDetailList: [
    role(DATA, 'by-account', { trust: trusts({ AWS: arnOf(TOOLING, 'root') }) }),
    role(DATA, 'by-arn', {
      trust: trusts({ AWS: [arnOf(TOOLING, 'role/ci'), arnOf(SANDBOX, 'user/bo')] }),
    }),
    role(DATA, 'by-service', { trust: trusts({ Service: 'ec2.amazonaws.com' }) }),
    role(DATA, 'by-oidc', {
      trust: trusts(
        { Federated: arnOf(DATA, `oidc-provider/${GITHUB}`) },
        {
          StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' },
          StringLike: { [`${GITHUB}:sub`]: 'repo:acme/app:*' },
        },
        'sts:AssumeRoleWithWebIdentity',
      ),
    }),
    role(DATA, 'by-saml', {
      trust: trusts(
        { Federated: arnOf(DATA, 'saml-provider/people') },
        { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
        'sts:AssumeRoleWithSAML',
      ),
    }),
    role(DATA, 'by-organization', {
      trust: trusts('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-acme' } }),
    }),
    role(DATA, 'with-mfa', {
      trust: trusts({ AWS: TOOLING }, { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    }),
    role(DATA, 'with-external-id', {
      trust: trusts(
        { AWS: [arnOf(VENDOR, 'root'), arnOf(TOOLING, 'role/ci')] },
        { StringEquals: { 'sts:ExternalId': '7F' } },
      ),
    }),
    role(DATA, 'step-one', {
      trust: trusts({ AWS: arnOf(TOOLING, 'role/ci') }),
      identity: mayTake(arnOf(DATA, 'role/step-two')),
    }),
    role(DATA, 'step-two', {
      trust: trusts(
        { AWS: arnOf(DATA, 'role/step-one') },
        { StringEquals: { 'aws:SourceIp': '10.0.0.1' } },
      ),
    }),
    role(DATA, 'step-three', { trust: trusts({ AWS: arnOf(DATA, 'role/step-two') }) }),
  ],
  OpenIDConnectProviders: [
    {
      Arn: arnOf(DATA, `oidc-provider/${GITHUB}`),
      Url: GITHUB,
      ClientIDList: ['sts.amazonaws.com'],
    },
  ],
  SAMLProviders: [{ Arn: arnOf(DATA, 'saml-provider/people') }],
});

const policy = (Id: string, Name: string, Content: object) => ({
  Id,
  Name,
  Type: 'SERVICE_CONTROL_POLICY',
  Content,
});
const FULL = 'p-FullAWSAccess';
const NO_ROLES = 'p-noroles';
const everything = documentOf({ Effect: 'Allow', Action: '*', Resource: '*' });
const noRoles = documentOf({
  Sid: 'Never',
  Effect: 'Deny',
  Action: 'sts:AssumeRole',
  Resource: '*',
});

export const organization = {
  Organization: { Id: 'o-acme', MasterAccountId: TOOLING },
  Root: { Id: 'r-acme' },
  OrganizationalUnits: [{ Id: 'ou-acme-sandbox', Name: 'Sandbox', ParentId: 'r-acme' }],
  Accounts: [
    { Id: TOOLING, ParentId: 'r-acme' },
    { Id: DATA, ParentId: 'r-acme' },
    { Id: SANDBOX, ParentId: 'ou-acme-sandbox' },
  ],
  Policies: [
    policy(FULL, 'FullAWSAccess', everything),
    policy(NO_ROLES, 'NoRoles', noRoles),
  ],
  PolicyAttachments: {
    'r-acme': [FULL],
    'ou-acme-sandbox': [FULL, NO_ROLES],
    [TOOLING]: [FULL],
    [DATA]: [FULL],
    [SANDBOX]: [FULL],
  },
};

/** Three accounts of one organization, as files by name. */
export const SMALL_ESTATE = {
  'org.json': organization,
  [`accounts/${TOOLING}.json`]: tooling,
  [`accounts/${DATA}.json`]: data,
  [`accounts/${SANDBOX}.json`]: sandbox,
};
