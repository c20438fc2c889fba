import type { WorkspaceId } from '@/lib/core/ids';
import { collectFacts, type WorldFacts } from '@/lib/iam/facts/world-facts';
import type {
  CollectedAccount,
  CollectedOrg,
  PolicyDocument,
  RoleDetail,
  UserDetail,
} from '@/lib/iam/world';
import type { StoredAccount } from '@/lib/ports';
import { accountNames } from './account-names';
import { buildCrossings } from './build-crossings';

export const TOOLING = '111122223333';
export const PEOPLE = '555566667777';
export const PROD = '777788889999';
export const LUMEN = '999900001111';

type Statement = Record<string, unknown>;

export const document = (...statements: Statement[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map((statement) => ({ Effect: 'Allow', ...statement })),
});

export const trust = (Principal: unknown, more: Statement = {}): PolicyDocument =>
  document({ Principal, Action: 'sts:AssumeRole', ...more });

export const arnOf = (accountId: string, resource: string): string =>
  `arn:aws:iam::${accountId}:${resource}`;

export const mayBecome = (...Resource: string[]): PolicyDocument =>
  document({ Action: 'sts:AssumeRole', Resource });

export function role(
  accountId: string,
  name: string,
  trusted: PolicyDocument,
  policy: PolicyDocument | null = null,
  more: Partial<RoleDetail> = {},
): RoleDetail {
  return {
    Path: '/',
    RoleName: name,
    RoleId: `AROA${name
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '')
      .padEnd(16, '7')}`,
    Arn: arnOf(accountId, `role/${name}`),
    AssumeRolePolicyDocument: trusted,
    RolePolicyList: policy
      ? [{ PolicyName: `${name}-policy`, PolicyDocument: policy }]
      : [],
    ...more,
  };
}

export const user = (
  accountId: string,
  name: string,
  policy: PolicyDocument | null = null,
): UserDetail => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name.toUpperCase().padEnd(16, '7')}`,
  Arn: arnOf(accountId, `user/${name}`),
  UserPolicyList: policy
    ? [{ PolicyName: `${name}-policy`, PolicyDocument: policy }]
    : [],
});

export const account = (
  roles: RoleDetail[],
  more: Partial<CollectedAccount> = {},
): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: roles,
  Policies: [],
  OpenIDConnectProviders: [],
  SAMLProviders: [],
  ...more,
});

const FULL = document({ Action: '*', Resource: '*' });

/** An organisation of Tooling, People and Prod under one root. */
export const orgOf = (scps: Record<string, PolicyDocument> = {}): CollectedOrg => ({
  Id: 'o-acme',
  ManagementAccountId: '100000000001',
  Targets: [
    {
      Id: 'r-root',
      Type: 'ROOT',
      ParentId: null,
      ServiceControlPolicies: ['full', ...Object.keys(scps)],
      ResourceControlPolicies: [],
    },
    ...[TOOLING, PEOPLE, PROD].map((Id) => ({
      Id,
      Type: 'ACCOUNT' as const,
      ParentId: 'r-root',
      ServiceControlPolicies: ['full'],
      ResourceControlPolicies: [],
    })),
  ],
  Policies: {
    full: { Type: 'SERVICE_CONTROL_POLICY', Name: 'FullAWSAccess', Content: FULL },
    ...Object.fromEntries(
      Object.entries(scps).map(([name, Content]) => [
        name,
        { Type: 'SERVICE_CONTROL_POLICY', Name: name, Content },
      ]),
    ),
  },
});

export const stored = (
  workspaceId: WorkspaceId,
  id: string,
  name: string,
  more: Partial<StoredAccount> = {},
): StoredAccount => ({
  workspaceId,
  id,
  name,
  partition: 'aws',
  ouPath: '',
  isProduction: name === 'Prod',
  health: 'ok',
  healthSentence: null,
  missingPermissions: [],
  lastReadAt: null,
  snapshotId: `snapshot of ${name}`,
  rolesTotal: 0,
  principalsTotal: 0,
  bucketsTotal: 0,
  connection: null,
  ...more,
});

const NAMES: [string, string][] = [
  [TOOLING, 'Tooling'],
  [PEOPLE, 'People'],
  [PROD, 'Prod'],
];

export const storedAccounts = (workspaceId: WorkspaceId): StoredAccount[] =>
  NAMES.map(([id, name]) => stored(workspaceId, id, name));

export function factsOf(
  accounts: Record<string, CollectedAccount>,
  scps: Record<string, PolicyDocument> = {},
): WorldFacts {
  return collectFacts({ org: orgOf(scps), accounts });
}

/** The crossings of a world whose accounts go by the usual names. */
export function crossingsOf(world: WorldFacts) {
  const accounts = storedAccounts('w1' as WorkspaceId); // any name of a workspace will do
  return buildCrossings(world, accountNames(accounts, world));
}
