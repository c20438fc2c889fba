import { randomUUID } from 'node:crypto';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount } from '@/lib/iam/world';
import type { NewSnapshot, StoredConnection } from '@/lib/ports';
import type { TestDatabase } from './test-database';

/** A new workspace of its own, so that tests of one file do not meet. */
export async function newWorkspace({ stores }: TestDatabase): Promise<WorkspaceId> {
  const id = WorkspaceId.parse(`workspace-${randomUUID()}`);
  await stores.workspaces.ensure({ id, name: 'Acme', kind: 'aws' });
  return id;
}

export async function newUser({ prisma }: TestDatabase, name = 'Mei'): Promise<UserId> {
  const id = UserId.parse(randomUUID());
  await prisma.user.create({
    data: { id, name, email: `${id}@example.com`, emailVerified: true },
  });
  return id;
}

export const PROD = '777788889999';
export const TOOLING = '111122223333';

export async function newAccount(
  { stores }: TestDatabase,
  workspaceId: WorkspaceId,
  id = PROD,
  name = 'Prod',
): Promise<void> {
  await stores.accounts.upsert({
    workspaceId,
    id,
    name,
    partition: 'aws',
    ouPath: 'Root/Workloads',
    isProduction: id === PROD,
  });
}

export const profileConnection: StoredConnection = {
  kind: 'profile',
  profile: 'prod-read',
  region: 'eu-west-1',
  hubAccountId: null,
  readRoleArn: null,
  writeRoleArn: null,
  externalId: null,
  callerArn: 'arn:aws:iam::777788889999:user/reader',
  checkedAt: new Date('2026-11-24T09:00:00.250Z'),
};

export const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${TOOLING}:root` },
      Action: 'sts:AssumeRole',
    },
  ],
};

/** A reading with every place that a policy document can stand in. */
export const reading: CollectedAccount = {
  UserDetailList: [
    {
      Path: '/',
      UserName: 'anna',
      UserId: 'AIDAEXAMPLEANNA',
      Arn: `arn:aws:iam::${PROD}:user/anna`,
      UserPolicyList: [{ PolicyName: 'inline', PolicyDocument: '{"Statement":[]}' }],
      GroupList: ['admins'],
    },
  ],
  GroupDetailList: [
    {
      Path: '/',
      GroupName: 'admins',
      GroupId: 'AGPAEXAMPLE',
      Arn: `arn:aws:iam::${PROD}:group/admins`,
      GroupPolicyList: [{ PolicyName: 'all', PolicyDocument: { Statement: [] } }],
    },
  ],
  RoleDetailList: [
    {
      Path: '/ci/',
      RoleName: 'ci-deploy',
      RoleId: 'AROAEXAMPLE',
      Arn: `arn:aws:iam::${PROD}:role/ci/ci-deploy`,
      AssumeRolePolicyDocument: trustPolicy,
      RolePolicyList: [{ PolicyName: 'odd', PolicyDocument: '%7B%22a%22%3A1%7D' }],
    },
    {
      Path: '/',
      RoleName: 'auditor',
      RoleId: 'AROAEXAMPLE2',
      Arn: `arn:aws:iam::${PROD}:role/auditor`,
      AssumeRolePolicyDocument: trustPolicy,
    },
  ],
  Policies: [
    {
      PolicyName: 'ReadOnlyAccess',
      Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      DefaultVersionId: 'v1',
      PolicyVersionList: [
        { VersionId: 'v1', IsDefaultVersion: true, Document: { Version: '2012-10-17' } },
      ],
    },
  ],
  RoleSettings: { 'ci-deploy': { MaxSessionDuration: 3600 } },
  Buckets: [
    { Name: 'app-logs', Policy: { Statement: [] }, Region: 'eu-west-1' },
    { Name: 'empty_100%', Policy: null },
  ],
  Keys: [
    { KeyId: 'k1', Arn: `arn:aws:kms:eu-west-1:${PROD}:key/k1`, Policy: { Id: 'k' } },
  ],
  OpenIDConnectProviders: [
    {
      Arn: `arn:aws:iam::${PROD}:oidc-provider/token.actions.githubusercontent.com`,
      Url: 'https://token.actions.githubusercontent.com',
      ClientIDList: ['sts.amazonaws.com'],
    },
  ],
};

export const snapshotOf = (
  workspaceId: WorkspaceId,
  change: Partial<NewSnapshot> = {},
): NewSnapshot => ({
  workspaceId,
  accountId: PROD,
  takenAt: new Date('2026-11-24T09:26:00.123Z'),
  state: 'complete',
  sentence: null,
  missingPermissions: [],
  account: reading,
  ...change,
});
