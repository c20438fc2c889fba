import type { CollectedAccount, CollectedWorld, InlinePolicy } from '../world';
import type { FindingCode } from './catalogue';

/** A code, what is special about the case, and its world. */
export type Example = [FindingCode, string, CollectedWorld];

/** Accounts of the examples: ours, a sister in the organization, and two vendors outside. */
export const HOME = '111122223333';
export const SISTER = '444455556666';
export const VENDOR = '210987654321';
export const OTHER_VENDOR = '310987654321';

export const roleArn = (name: string, accountId = HOME): string =>
  `arn:aws:iam::${accountId}:role/${name}`;
export const BUCKET = 'arn:aws:s3:::data';
export const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/k-1`;

export const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
export const allow = (rest: Record<string, unknown>) => ({ Effect: 'Allow', ...rest });
export const deny = (rest: Record<string, unknown>) => ({ Effect: 'Deny', ...rest });
const inline = (document: unknown): InlinePolicy[] => [
  { PolicyName: 'own', PolicyDocument: document },
];

type Parts = {
  trust?: unknown;
  /** Permissions of the role. */
  own?: unknown;
  /** Permissions of the user alice. */
  alice?: unknown;
  bucket?: unknown;
  key?: unknown;
  /** A second role, trusted by somebody else. */
  otherTrust?: unknown;
  hasOrg?: boolean;
  hasProviders?: boolean;
  /** Path of the role Target, in its fields only. */
  path?: string;
};

const LAMBDA = policy(
  allow({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
);

const role = (name: string, trust: unknown, accountId: string, own?: unknown) => ({
  Path: '/',
  RoleName: name,
  RoleId: `AROA${accountId}${name.toUpperCase()}`,
  Arn: roleArn(name, accountId),
  AssumeRolePolicyDocument: trust,
  RolePolicyList: own ? inline(own) : [],
});

const user = (name: string, accountId: string, own: unknown) => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${accountId}${name.toUpperCase()}`,
  Arn: `arn:aws:iam::${accountId}:user/${name}`,
  UserPolicyList: inline(own),
});

const empty = { GroupDetailList: [], Policies: [] };

const provider = (host: string) => ({
  Arn: `arn:aws:iam::${HOME}:oidc-provider/${host}`,
  Url: host,
  ClientIDList: ['sts.amazonaws.com'],
});
const PROVIDERS = {
  OpenIDConnectProviders: [
    provider('token.actions.githubusercontent.com'),
    provider('oidc.eks.eu-west-1.amazonaws.com/id/ABC'),
  ],
  SAMLProviders: [{ Arn: `arn:aws:iam::${HOME}:saml-provider/Corp` }],
};

function home(parts: Parts): CollectedAccount {
  const { trust, own, alice, bucket, key, otherTrust, path = '/' } = parts;
  const none = policy(allow({ Action: 's3:ListAllMyBuckets', Resource: '*' }));
  return {
    ...empty,
    UserDetailList: [
      user('alice', HOME, alice ?? none),
      user('root-like', HOME, policy(allow({ Action: '*', Resource: '*' }))),
    ],
    RoleDetailList: [
      { ...role('Target', trust ?? LAMBDA, HOME, own), Path: path },
      role('Worker', LAMBDA, HOME, none),
      ...(otherTrust ? [role('Other', otherTrust, HOME)] : []),
    ],
    ...(bucket ? { Buckets: [{ Name: 'data', Policy: bucket }] } : {}),
    ...(key ? { Keys: [{ KeyId: 'k-1', Arn: KEY, Policy: key }] } : {}),
    ...(parts.hasProviders === false ? {} : PROVIDERS),
  };
}

const target = (Id: string, Type: 'ROOT' | 'ACCOUNT', ParentId: string | null) => ({
  Id,
  Type,
  ParentId,
  ServiceControlPolicies: ['p-full'],
  ResourceControlPolicies: [],
});

/** A world of two accounts with people and workloads, and the documents of a case. */
export function exampleWorld(parts: Parts): CollectedWorld {
  const asks = policy(
    allow({ Action: 'sts:AssumeRole', Resource: [roleArn('Target'), roleArn('Other')] }),
  );
  const sister: CollectedAccount = {
    ...empty,
    UserDetailList: [user('carol', SISTER, asks)],
    RoleDetailList: [role('Ci', LAMBDA, SISTER, asks)],
  };
  const org = {
    Id: 'o-a1b2c3d4e5',
    ManagementAccountId: '999988887777',
    Targets: [
      target('r-ab12', 'ROOT', null),
      target(HOME, 'ACCOUNT', 'r-ab12'),
      target(SISTER, 'ACCOUNT', 'r-ab12'),
    ],
    Policies: {
      'p-full': {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'FullAWSAccess',
        Content: policy(allow({ Action: '*', Resource: '*' })),
      },
    },
  };
  const accounts = { [HOME]: home(parts), [SISTER]: sister };
  return parts.hasOrg === false ? { accounts } : { org, accounts };
}
