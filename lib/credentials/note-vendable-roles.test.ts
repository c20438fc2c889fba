import { expect, it } from 'vitest';
import { WorkspaceId } from '@/lib/core/ids';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import type { AwsConnection, StoredAccount, StoredVendableRole } from '@/lib/ports';
import { noteVendableRoles } from './note-vendable-roles';
import { actor } from './test-world';

const workspaceId = WorkspaceId.parse('w1');
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

type Options = { hub?: Partial<AwsConnection>; accounts?: Partial<StoredAccount>[] };

function world(roles: RoleDetail[], { hub: other = {}, accounts = [] }: Options = {}) {
  const noted = new Map<string, StoredVendableRole>();
  const asked: string[][] = [];
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
  const hub = {
    kind: 'practice',
    worldId: 'w1',
    accountId: HUB,
    partition: 'aws',
    region: 'us-east-1',
    ...other,
  } as AwsConnection; // whole where it matters
  const deps = {
    accounts: { list: async () => accounts as StoredAccount[] }, // the ids and callers count
    snapshots: {
      loadLatest: async () => [
        { accountId: PROD, snapshotId: 's', takenAt: new Date(0), account },
      ],
    },
    vendableRoles: {
      replace: async (
        _workspaceId: WorkspaceId,
        accountIds: string[],
        rows: StoredVendableRole[],
      ) => {
        asked.push(accountIds);
        for (const row of rows) noted.set(row.roleArn, row);
        return rows.length;
      },
    },
    hubOf: async () => hub,
    people: {
      listPeople: async () => [actor, { ...actor, handle: 'anna' }],
    },
    identityTokens: { issuerOf: async () => ISSUER },
  };
  return { deps, noted, asked };
}

it("notes every role whose trust names the console's broker, and no other", async () => {
  const { deps, noted, asked } = world([
    role('deploy', { AWS: ['arn:aws:iam::222233334444:root', BROKER] }),
    role('service', { Service: 'ec2.amazonaws.com' }),
    role('everyone', '*'),
    role('kept-out', { AWS: BROKER }, '/', 'Deny'),
    role('drawbridge-change', { AWS: BROKER }, '/drawbridge/'),
  ]);
  await noteVendableRoles(deps, workspaceId);
  expect(asked).toEqual([[PROD]]);
  expect([...noted.values()]).toEqual([
    {
      roleArn: `arn:aws:iam::${PROD}:role/deploy`,
      accountId: PROD,
      roleName: 'deploy',
      description: 'Ships releases',
      roleMaxSeconds: 14_400,
      region: 'eu-west-1',
      isByBroker: true,
      // Its trust policy allows sts:AssumeRole and nothing else.
      brokerTakesSourceIdentity: false,
      brokerTakesTags: false,
      tokenHandles: [],
      tokenTakesSourceIdentity: false,
      tokenTakesTags: false,
    },
  ]);
});

it.each([
  ['a user of a real hub', `arn:aws:iam::${HUB}:user/console`],
  ['the role behind its session', `arn:aws:sts::${HUB}:assumed-role/console/i-1`],
])('knows the console as %s', async (_what, callerArn) => {
  const named = callerArn.includes('user/')
    ? callerArn
    : `arn:aws:iam::${HUB}:role/console`;
  const { deps, noted } = world(
    [role('deploy', { AWS: named }), role('other', { AWS: BROKER })],
    {
      hub: { kind: 'profile' },
      accounts: [{ id: HUB, connection: { callerArn } as StoredAccount['connection'] }],
    },
  );
  await noteVendableRoles(deps, workspaceId);
  expect([...noted.values()].map(({ roleName }) => roleName)).toEqual(['deploy']);
});

it.each([
  ['source identities', ['sts:AssumeRole', 'sts:SetSourceIdentity'], true, false],
  ['tags', ['sts:AssumeRole', 'sts:TagSession'], false, true],
  ['anything', 'sts:*', true, true],
  ['neither', 'sts:AssumeRole', false, false],
])('knows that a trust policy allows %s', async (_what, Action, identity, tags) => {
  const deploy = role('deploy', { AWS: BROKER });
  const Statement = [{ Effect: 'Allow', Principal: { AWS: BROKER }, Action }];
  const trust = { Version: '2012-10-17', Statement };
  const { deps, noted } = world([{ ...deploy, AssumeRolePolicyDocument: trust }]);
  await noteVendableRoles(deps, workspaceId);
  expect(noted.get(deploy.Arn)).toMatchObject({
    brokerTakesSourceIdentity: identity,
    brokerTakesTags: tags,
  });
});

it('passes no tags to a trust policy that takes others, or one of ours only', async () => {
  const deploy = role('deploy', { AWS: BROKER });
  const tagging = (keys: string[]) => ({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: BROKER }, Action: 'sts:AssumeRole' },
      {
        Effect: 'Allow',
        Principal: { AWS: BROKER },
        Action: 'sts:TagSession',
        Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': keys } },
      },
    ],
  });
  const takes = async (keys: string[]) => {
    const { deps, noted } = world([
      { ...deploy, AssumeRolePolicyDocument: tagging(keys) },
    ]);
    await noteVendableRoles(deps, workspaceId);
    return noted.get(deploy.Arn)?.brokerTakesTags;
  };
  expect(await takes(['db-request', 'db-ticket'])).toBe(true);
  expect(await takes(['db-request'])).toBe(false);
  expect(await takes(['team'])).toBe(false);
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
  ['a role that trusts the issuer', OURS, WEB, false, false],
  [
    'one that takes source identities as well',
    OURS,
    [WEB, 'sts:SetSourceIdentity'],
    true,
    false,
  ],
  ['one that takes tags as well', OURS, [WEB, 'sts:TagSession'], false, true],
])(
  'notes for whom %s is taken by a token',
  async (_what, keys, action, identity, tags) => {
    const { deps, noted } = world([byToken(keys, action)]);
    await noteVendableRoles(deps, workspaceId);
    expect([...noted.values()]).toEqual([
      expect.objectContaining({
        isByBroker: false,
        tokenHandles: [actor.handle],
        tokenTakesSourceIdentity: identity,
        tokenTakesTags: tags,
      }),
    ]);
  },
);

it.each([
  ['a stranger', { ...OURS, [`${HOST}:sub`]: 'person:nobody-here' }],
  ['another audience', { ...OURS, [`${HOST}:aud`]: 'somebody-else' }],
])('notes no role that trusts tokens of %s only', async (_what, keys) => {
  const { deps, noted } = world([byToken(keys, WEB)]);
  await noteVendableRoles(deps, workspaceId);
  expect([...noted.values()]).toEqual([]);
});
