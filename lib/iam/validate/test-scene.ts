import type { CollectedWorld } from '../world';
import type { Scene } from './test-documents';

const HOME = '111122223333';
const AWAY = '444455556666';
const ROLE = `arn:aws:iam::${HOME}:role/Target`;
const KEY = `arn:aws:kms:eu-central-1:${HOME}:key/11111111-2222-3333-4444-555555555555`;
const CALLERS = [`arn:aws:iam::${HOME}:user/alice`, `arn:aws:iam::${AWAY}:user/bob`];

const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const inOrganization = { StringEquals: { 'aws:PrincipalOrgID': 'o-example1' } };
const fromHome = {
  NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] },
};

/** What a user may do by each of the ways that lead to it. */
function user(accountId: string, name: string) {
  return {
    Path: '/',
    UserName: name,
    UserId: `AIDA${name.toUpperCase().padEnd(16, 'X')}`,
    Arn: `arn:aws:iam::${accountId}:user/${name}`,
    GroupList: ['crew'],
    UserPolicyList: [
      {
        PolicyName: 'own',
        PolicyDocument: policy(
          { Effect: 'Allow', Action: ['sts:AssumeRole', 'kms:*'], Resource: '*' },
          { Effect: 'Deny', Action: 'kms:Decrypt', Resource: '*', Condition: fromHome },
        ),
      },
    ],
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: `arn:aws:iam::${accountId}:policy/edge`,
    },
  };
}

function account(accountId: string, name: string) {
  return {
    UserDetailList: [user(accountId, name)],
    GroupDetailList: [
      {
        Path: '/',
        GroupName: 'crew',
        GroupId: 'AGPACREWCREWCREWCREW',
        Arn: `arn:aws:iam::${accountId}:group/crew`,
        GroupPolicyList: [
          {
            PolicyName: 'read',
            PolicyDocument: policy({
              Effect: 'Allow',
              NotAction: ['sts:*', 'kms:*', 's3:Put*'],
              NotResource: 'arn:aws:s3:::app-logs/secret/*',
            }),
          },
        ],
      },
    ],
    RoleDetailList: [],
    Policies: [
      {
        PolicyName: 'edge',
        Arn: `arn:aws:iam::${accountId}:policy/edge`,
        DefaultVersionId: 'v1',
        PolicyVersionList: [
          {
            VersionId: 'v1',
            IsDefaultVersion: true,
            Document: policy(
              { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
              { Effect: 'Deny', Action: 's3:*', Resource: 'arn:aws:s3:::app-logs/hr/*' },
            ),
          },
        ],
      },
    ],
  };
}

const bucketPolicy = policy(
  {
    Sid: 'read it',
    Effect: 'Allow',
    Principal: { AWS: [HOME, AWAY] },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::app-logs/*',
    Condition: inOrganization,
  },
  {
    Effect: 'Deny',
    NotPrincipal: { AWS: [...CALLERS, HOME, AWAY] },
    Action: 's3:Put*',
    Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
  },
);
const keyPolicy = policy(
  { Effect: 'Allow', Principal: { AWS: [HOME, AWAY] }, Action: 'kms:*', Resource: '*' },
  {
    Effect: 'Deny',
    Principal: '*',
    Action: 'kms:Decrypt',
    Resource: '*',
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  },
);
const trustPolicy = policy(
  {
    Effect: 'Allow',
    Principal: { AWS: CALLERS },
    Action: ['sts:AssumeRole', 'sts:TagSession'],
    Condition: { StringEquals: { 'sts:ExternalId': 'crossing-41' } },
  },
  {
    Effect: 'Deny',
    Principal: '*',
    Action: 'sts:*',
    Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } },
  },
);
const role = {
  Path: '/',
  RoleName: 'Target',
  RoleId: 'AROATARGETTARGETTARG',
  Arn: ROLE,
  AssumeRolePolicyDocument: trustPolicy,
  RolePolicyList: [],
};

const ALLOW_ALL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
const target = (Id: string, Type: 'ROOT' | 'ACCOUNT', ParentId: string | null) => ({
  Id,
  Type,
  ParentId,
  ServiceControlPolicies: [Type === 'ROOT' ? 'p-all' : 'p-edge'],
  ResourceControlPolicies: ['p-own'],
});

const world: CollectedWorld = {
  org: {
    Id: 'o-example1',
    ManagementAccountId: '999900001111',
    Targets: [
      target('r-root', 'ROOT', null),
      target(HOME, 'ACCOUNT', 'r-root'),
      target(AWAY, 'ACCOUNT', 'r-root'),
    ],
    Policies: {
      'p-all': { Type: 'SERVICE_CONTROL_POLICY', Name: 'all', Content: ALLOW_ALL },
      'p-edge': {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'edge',
        Content: policy(
          { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
          { Effect: 'Deny', Action: 's3:*', NotResource: 'arn:aws:s3:::app-logs/*' },
        ),
      },
      'p-own': {
        Type: 'RESOURCE_CONTROL_POLICY',
        Name: 'own',
        Content: policy({
          Effect: 'Deny',
          Principal: '*',
          Action: ['s3:*', 'sts:AssumeRole'],
          Resource: '*',
          Condition: { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example1' } },
        }),
      },
    },
  },
  accounts: {
    [HOME]: {
      ...account(HOME, 'alice'),
      RoleDetailList: [role],
      Buckets: [{ Name: 'app-logs', Policy: bucketPolicy }],
      Keys: [{ KeyId: '11111111', Arn: KEY, Policy: keyPolicy }],
    },
    [AWAY]: account(AWAY, 'bob'),
  },
};

const ASKED = [
  { action: 'sts:AssumeRole', resource: ROLE, params: { ExternalId: 'crossing-41' } },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::app-logs/a.log' },
  { action: 'kms:Decrypt', resource: KEY },
];
const KNOWN = { 'aws:SourceIp': '203.0.113.7', 'aws:SecureTransport': 'true' };

/** A scene in which a document of every kind has a say. */
export const EVERY_KIND: Scene = {
  world,
  questions: CALLERS.flatMap((caller) => [
    ...ASKED.map((asked) => ({
      ...asked,
      principal: { AWS: caller },
      session: { policies: [ALLOW_ALL] },
      context: KNOWN,
      unknownKeys: 'assume-absent' as const,
    })),
    {
      action: 'sts:AssumeRole',
      resource: ROLE,
      principal: { AWS: caller },
      context: {},
      unknownKeys: 'assume-unknown' as const,
    },
  ]),
};
