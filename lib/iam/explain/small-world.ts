import { collectFacts, type WorldFacts } from '../facts/world-facts';
import type { CollectedAccount } from '../world';

/** Names of the small world that the tests of explanations ask about. */
export const HOME = '111122223333';
export const AWAY = '444455556666';
export const ALICE = `arn:aws:iam::${HOME}:user/alice`;
export const BOB = `arn:aws:iam::${AWAY}:user/bob`;
export const HOPPER = `arn:aws:sts::${HOME}:assumed-role/hopper/run`;
export const DEPLOY = `arn:aws:iam::${HOME}:role/deploy`;
const EDGE = `arn:aws:iam::${HOME}:policy/edge`;
export const ISSUER = 'token.actions.githubusercontent.com';
export const PROVIDER = `arn:aws:iam::${HOME}:oidc-provider/${ISSUER}`;

/** Statements and attachments that a test changes. */
type Parts = {
  trust?: unknown[];
  /** Of alice, bob and the role hopper alike. */
  identity?: unknown[];
  attached?: string[];
  boundary?: unknown[] | null;
  bucket?: unknown[] | null;
  scp?: unknown[];
  rcp?: unknown[];
};

const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });

export const trusts = (AWS: string, over: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action: 'sts:AssumeRole',
  ...over,
});

export const grants = (Action: string, over: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource: '*',
  ...over,
});

/**
 * An organization of two member accounts: alice, the roles deploy and hopper and the bucket
 * logs in one, bob in the other. A unit above the first may carry policies.
 */
export function smallWorld(parts: Parts): WorldFacts {
  return collectFacts({
    org: organization(parts),
    accounts: { [HOME]: homeAccount(parts), [AWAY]: awayAccount(parts) },
  });
}

function holder({ identity = [], attached = [], boundary = null }: Parts) {
  return {
    AttachedManagedPolicies: attached.map((PolicyArn) => ({
      PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1),
      PolicyArn,
    })),
    inline: [{ PolicyName: 'own', PolicyDocument: policy(...identity) }],
    ...(boundary
      ? {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: EDGE,
          },
        }
      : {}),
  };
}

const user = (Arn: string, UserName: string, parts: Parts) => {
  const { inline, ...rest } = holder(parts);
  const UserId = `AIDA${UserName.toUpperCase()}`;
  return { Path: '/', UserName, UserId, Arn, UserPolicyList: inline, ...rest };
};

const role = (RoleName: string, trust: unknown[], parts: Parts) => {
  const { inline, ...rest } = holder(parts);
  return {
    Path: '/',
    RoleName,
    RoleId: `AROA${RoleName.toUpperCase()}`,
    Arn: `arn:aws:iam::${HOME}:role/${RoleName}`,
    AssumeRolePolicyDocument: policy(...trust),
    RolePolicyList: inline,
    ...rest,
  };
};

function homeAccount(parts: Parts): CollectedAccount {
  const { trust = [], boundary, bucket = null } = parts;
  return {
    UserDetailList: [user(ALICE, 'alice', parts)],
    GroupDetailList: [],
    RoleDetailList: [role('deploy', trust, {}), role('hopper', [trusts(ALICE)], parts)],
    Policies: [
      {
        PolicyName: 'edge',
        Arn: EDGE,
        DefaultVersionId: 'v1',
        PolicyVersionList: [
          {
            VersionId: 'v1',
            IsDefaultVersion: true,
            Document: policy(...(boundary ?? [])),
          },
        ],
      },
    ],
    RoleSettings: { deploy: { MaxSessionDuration: 7200 } },
    Buckets: [{ Name: 'logs', Policy: bucket && policy(...bucket) }],
    SAMLProviders: [],
    OpenIDConnectProviders: [
      { Arn: PROVIDER, Url: `https://${ISSUER}`, ClientIDList: ['sts.amazonaws.com'] },
    ],
  };
}

function awayAccount(parts: Parts): CollectedAccount {
  const { boundary: _boundary, ...rest } = parts;
  return {
    UserDetailList: [user(BOB, 'bob', rest)],
    GroupDetailList: [],
    RoleDetailList: [],
    Policies: [],
  };
}

function organization({ scp = [grants('*')], rcp }: Parts) {
  const target = (
    Id: string,
    Type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT',
    ParentId: string | null,
    own: { scp?: string; rcp?: string[] } = {},
  ) => ({
    Id,
    Type,
    ParentId,
    ServiceControlPolicies: [own.scp ?? 'p-full'],
    ResourceControlPolicies: own.rcp ?? [],
  });
  const content = (Type: string, Name: string, statements: unknown[]) => ({
    Type,
    Name,
    Content: policy(...statements),
  });
  return {
    Id: 'o-acme',
    ManagementAccountId: '999900001111',
    Targets: [
      target('r-acme', 'ROOT', null),
      target('ou-acme-work', 'ORGANIZATIONAL_UNIT', 'r-acme', { scp: 'p-work' }),
      target(HOME, 'ACCOUNT', 'ou-acme-work', { rcp: rcp ? ['p-fence'] : [] }),
      target(AWAY, 'ACCOUNT', 'r-acme'),
    ],
    Policies: {
      'p-full': content('SERVICE_CONTROL_POLICY', 'FullAWSAccess', [grants('*')]),
      'p-work': content('SERVICE_CONTROL_POLICY', 'Work', scp),
      'p-fence': content('RESOURCE_CONTROL_POLICY', 'Fence', rcp ?? []),
    },
  };
}
