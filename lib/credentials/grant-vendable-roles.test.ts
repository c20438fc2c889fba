import { expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import type { AwsConnection, StoredGrant } from '@/lib/ports';
import { grantVendableRoles } from './grant-vendable-roles';
import { actor } from './test-world';

const workspaceId = WorkspaceId.parse('w1');
const userId = UserId.parse('u1');
const PROD = '777788889999';
const HUB = '111122223333';
const ISSUER = 'https://console.acme.example/oidc/w1';
const BROKER = `arn:aws:iam::${HUB}:role/drawbridge/drawbridge-hub-broker`;

const role = (
  name: string,
  principal: unknown,
  path = '/',
  effect = 'Allow',
): RoleDetail => ({
  Path: path,
  RoleName: name,
  RoleId: `AROA${name}`,
  Arn: `arn:aws:iam::${PROD}:role${path}${name}`,
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [{ Effect: effect, Principal: principal, Action: 'sts:AssumeRole' }],
  },
});

function world(roles: RoleDetail[], held: Partial<StoredGrant>[] = []) {
  const grants = new Map<string, StoredGrant>();
  for (const grant of held)
    grants.set(grant.roleArn ?? '', {
      workspaceId,
      userId,
      accountId: PROD,
      ...grant,
    } as StoredGrant); // whole where it matters
  const account: CollectedAccount = {
    UserDetailList: [],
    GroupDetailList: [],
    RoleDetailList: roles,
    Policies: [],
    RoleSettings: {
      deploy: { MaxSessionDuration: 14_400, Description: 'Ships releases' },
    },
    Buckets: [{ Name: 'app', Policy: null, Region: 'eu-west-1' }],
  };
  const hub: AwsConnection = {
    kind: 'practice',
    worldId: 'w1',
    accountId: HUB,
    partition: 'aws',
    region: 'us-east-1',
  };
  let writes = 0;
  const deps = {
    accounts: { list: async () => [] },
    snapshots: {
      loadLatest: async () => [
        { accountId: PROD, snapshotId: 's', takenAt: new Date(0), account },
      ],
    },
    grants: {
      listOf: async () => [...grants.values()],
      grant: async (grant: StoredGrant) => {
        writes += 1;
        grants.set(grant.roleArn, grant);
      },
      revoke: async (_workspace: WorkspaceId, _user: UserId, roleArn: string) =>
        void grants.delete(roleArn),
    },
    hubOf: async () => hub,
    people: { findActorIn: async () => actor },
    identityTokens: { issuerOf: async () => ISSUER },
  };
  return { deps, grants, writes: () => writes };
}

it("grants every role whose trust names the console's broker, and no other", async () => {
  const { deps, grants } = world([
    role('deploy', { AWS: ['arn:aws:iam::222233334444:root', BROKER] }),
    role('service', { Service: 'ec2.amazonaws.com' }),
    role('everyone', '*'),
    role('kept-out', { AWS: BROKER }, '/', 'Deny'),
    role('drawbridge-change', { AWS: BROKER }, '/drawbridge/'),
  ]);
  await grantVendableRoles(deps, workspaceId, userId);
  expect([...grants.values()]).toEqual([
    {
      workspaceId,
      userId,
      roleArn: `arn:aws:iam::${PROD}:role/deploy`,
      accountId: PROD,
      roleName: 'deploy',
      description: 'Ships releases',
      maxSeconds: 14_400,
      roleMaxSeconds: 14_400,
      region: 'eu-west-1',
      isPinned: false,
      isByToken: false,
      // Its trust policy allows sts:AssumeRole and nothing else.
      takesSourceIdentity: false,
    },
  ]);
});

it('keeps pins, and takes back what is no longer vendable', async () => {
  const { deps, grants } = world(
    [role('deploy', { AWS: BROKER })],
    [
      { roleArn: `arn:aws:iam::${PROD}:role/deploy`, isPinned: true },
      { roleArn: `arn:aws:iam::${PROD}:role/gone` },
      { roleArn: 'arn:aws:iam::000000000001:role/unread', accountId: '000000000001' },
    ],
  );
  await grantVendableRoles(deps, workspaceId, userId);
  expect([...grants.keys()]).toEqual([
    `arn:aws:iam::${PROD}:role/deploy`,
    'arn:aws:iam::000000000001:role/unread',
  ]);
  expect(grants.get(`arn:aws:iam::${PROD}:role/deploy`)?.isPinned).toBe(true);
});

it('writes nothing when all is as it was', async () => {
  const { deps, writes } = world([role('deploy', { AWS: BROKER })]);
  await grantVendableRoles(deps, workspaceId, userId);
  await grantVendableRoles(deps, workspaceId, userId);
  expect(writes()).toBe(1);
});

it.each([
  ['both', ['sts:AssumeRole', 'sts:SetSourceIdentity'], true],
  ['anything', 'sts:*', true],
  ['no source identity', 'sts:AssumeRole', false],
])('knows that a trust policy allows %s', async (_what, Action, expected) => {
  const deploy = role('deploy', { AWS: BROKER });
  const Statement = [{ Effect: 'Allow', Principal: { AWS: BROKER }, Action }];
  const trust = { Version: '2012-10-17', Statement };
  const { deps, grants } = world([{ ...deploy, AssumeRolePolicyDocument: trust }]);
  await grantVendableRoles(deps, workspaceId, userId);
  expect(grants.get(deploy.Arn)?.takesSourceIdentity).toBe(expected);
});

const HOST = ISSUER.slice('https://'.length);
const PROVIDER = `arn:aws:iam::${PROD}:oidc-provider/${HOST}`;

/** A role that trusts tokens of the issuer, under conditions on their audience and subject. */
const byToken = (keys: Record<string, string>, action: unknown) => ({
  ...role('deploy', {}),
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: action,
        Condition: { StringEquals: keys },
      },
    ],
  },
});

const OURS = {
  [`${HOST}:aud`]: 'sts.amazonaws.com',
  [`${HOST}:sub`]: `person:${actor.handle}`,
};
const WEB = 'sts:AssumeRoleWithWebIdentity';

it.each([
  [
    'a role that trusts the issuer',
    OURS,
    WEB,
    { isByToken: true, takesSourceIdentity: false },
  ],
  [
    'one that takes source identities as well',
    OURS,
    [WEB, 'sts:SetSourceIdentity'],
    { isByToken: true, takesSourceIdentity: true },
  ],
])('takes %s by a token', async (_what, keys, action, expected) => {
  const { deps, grants } = world([byToken(keys, action)]);
  await grantVendableRoles(deps, workspaceId, userId);
  expect([...grants.values()]).toEqual([expect.objectContaining(expected)]);
});

it.each([
  ['somebody else', { ...OURS, [`${HOST}:sub`]: 'person:anna' }],
  ['another audience', { ...OURS, [`${HOST}:aud`]: 'somebody-else' }],
])('grants nothing on a role that trusts tokens of %s only', async (_what, keys) => {
  const { deps, grants } = world([byToken(keys, WEB)]);
  await grantVendableRoles(deps, workspaceId, userId);
  expect([...grants.values()]).toEqual([]);
});
