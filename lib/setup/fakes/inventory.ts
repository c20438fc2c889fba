import { WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, CollectedOrg } from '@/lib/iam/world';
import type { StoredAccount } from '@/lib/ports';

export const TOOLING = '111122223333';
export const DATA = '444455556666';
export const CI = `arn:aws:iam::${TOOLING}:role/ci-deploy`;

const allowAssume = (resource: string) => ({
  PolicyName: 'assume',
  PolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: resource }],
  },
});

const role = (accountId: string, name: string, more: { Path?: string } = {}) => {
  const Path = more.Path ?? '/';
  return {
    Path,
    RoleName: name,
    RoleId: `AROA${name}`,
    Arn: `arn:aws:iam::${accountId}:role${Path}${name}`,
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] },
  };
};

const user = (accountId: string, name: string, groups: string[] = []) => ({
  Path: '/',
  UserName: name,
  UserId: `AIDA${name}`,
  Arn: `arn:aws:iam::${accountId}:user/${name}`,
  GroupList: groups,
});

const group = (accountId: string, name: string) => ({
  Path: '/',
  GroupName: name,
  GroupId: `AGPA${name}`,
  Arn: `arn:aws:iam::${accountId}:group/${name}`,
});

/** Two accounts: people and workloads in Tooling, buckets in Data. */
export function readings(): Record<string, CollectedAccount> {
  return {
    [TOOLING]: {
      UserDetailList: [user(TOOLING, 'anna', ['ops']), user(TOOLING, 'lee', ['ops'])],
      GroupDetailList: [group(TOOLING, 'ops'), group(TOOLING, 'nobody')],
      RoleDetailList: [
        role(TOOLING, 'ci-deploy'),
        { ...role(TOOLING, 'admin'), RolePolicyList: [allowAssume('*')] },
        role(TOOLING, 'AWSReservedSSO_x', { Path: '/aws-reserved/sso.amazonaws.com/' }),
      ],
      Policies: [],
    },
    [DATA]: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [role(DATA, 'Data-Reader')],
      Policies: [],
      Buckets: [{ Name: 'app-logs', Policy: null, Region: 'eu-west-1' }],
    },
  };
}

export const ORG_ID = 'o-q1w2e3r4t5';

/** An organisation of these accounts and nothing else. */
export function organization(...members: string[]): CollectedOrg {
  const target = {
    ServiceControlPolicies: ['p-full'],
    ResourceControlPolicies: ['p-full'],
  };
  return {
    Id: ORG_ID,
    ManagementAccountId: '000011112222',
    Targets: [
      { ...target, Id: 'r-root', Type: 'ROOT', ParentId: null },
      ...members.map((Id) => ({
        ...target,
        Id,
        Type: 'ACCOUNT' as const,
        ParentId: 'r-root',
      })),
    ],
    Policies: {
      'p-full': {
        Type: 'SERVICE_CONTROL_POLICY',
        Name: 'FullAWSAccess',
        Content: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
        },
      },
    },
  };
}

export const account = (id: string, name: string): StoredAccount => ({
  workspaceId: WorkspaceId.parse('w1'),
  id,
  name,
  partition: 'aws',
  ouPath: '/',
  isProduction: id === DATA,
  health: 'ok',
  healthSentence: null,
  missingPermissions: [],
  lastReadAt: new Date('2026-11-24T09:00:00Z'),
  snapshotId: `snapshot-${id}`,
  rolesTotal: 1,
  principalsTotal: 1,
  bucketsTotal: 1,
  connection: {
    kind: 'practice',
    profile: null,
    region: 'us-east-1',
    hubAccountId: TOOLING,
    readRoleArn: null,
    writeRoleArn: null,
    externalId: null,
    callerArn: null,
    checkedAt: null,
  },
});
