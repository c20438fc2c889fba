import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import { ok } from '@/lib/core/result';
import type { CollectedAccount } from '@/lib/iam/world';
import type { AwsConnection, StoredAccount, TargetState } from '@/lib/ports';
import { actor, practiceHub, roleArn } from '../test-world';
import { whyNotTrusted } from './why-not-trusted';

const PROD = '777788889999';
const BROKER = 'arn:aws:iam::111122223333:role/drawbridge/drawbridge-hub-broker';
const EMPTY: CollectedAccount = {
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
};

const trustOf = (Principal: unknown, Condition: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Ours', Effect: 'Allow', Principal, Action: 'sts:*', Condition }],
});
const OPEN = trustOf({ AWS: BROKER });

/** The role as it was read, and as it stands at AWS: `null` is gone, `undefined` cannot be asked. */
function depsOf(read: object | null, live?: object | null) {
  const role = {
    Path: '/',
    RoleName: 'deploy',
    RoleId: 'AROAEXAMPLE',
    Arn: roleArn,
    AssumeRolePolicyDocument: read ?? OPEN,
  };
  const prod = { ...EMPTY, RoleDetailList: read ? [role] : [] };
  const broker = {
    ...role,
    Arn: BROKER,
    RoleName: 'drawbridge-hub-broker',
    Path: '/drawbridge/',
    RolePolicyList: [
      {
        PolicyName: 'vend',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'sts:*', Resource: '*' }],
        },
      },
    ],
  };
  const hub = { ...EMPTY, RoleDetailList: [broker] };
  const reading = (accountId: string, account: CollectedAccount) => ({
    accountId,
    snapshotId: accountId,
    takenAt: new Date(0),
    account,
  });
  const state = { exists: live !== null, document: JSON.stringify(live) } as TargetState; // the rest is not read
  return {
    accounts: { list: async () => [{ id: PROD, name: 'Prod' } as StoredAccount] }, // its name counts
    snapshots: {
      loadLatest: async () => [reading(PROD, prod), reading('111122223333', hub)],
    },
    aws: { readTarget: async () => ok(state) },
    identityTokens: { issuerOf: async () => null },
    connectionOf: () => (live === undefined ? null : practiceHub),
    hubOf: async (): Promise<AwsConnection> => practiceHub,
  };
}

const why = (deps: ReturnType<typeof depsOf>) =>
  whyNotTrusted(deps, actor, roleArn, 'not authorized');

it('shows the statement that fails at AWS now, and says who can mend it', async () => {
  const changed = trustOf(
    { AWS: BROKER },
    { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
  );
  const error = await why(depsOf(OPEN, changed));
  expect(error).toMatchObject({ kind: 'trust_refused', roleArn });
  const said = describeError(error);
  expect(said).toContain('the statement Ours of its trust policy');
  expect(said).toContain('198.51.100.0/24');
  expect(said).toContain('Whoever administers Prod can mend it.');
  expect(said).toContain('AWS said: not authorized');
});

it('says that the trust policy does not name the console any more', async () => {
  const error = await why(
    depsOf(OPEN, trustOf({ AWS: 'arn:aws:iam::111122223333:root' })),
  );
  expect(describeError(error)).toContain(`names neither ${BROKER}`);
});

it('goes by the last reading where the account cannot be asked', async () => {
  const error = await why(depsOf(trustOf({ Service: 'ec2.amazonaws.com' })));
  expect(describeError(error)).toContain('names neither');
});

it.each([
  ['at AWS', depsOf(OPEN, null)],
  ['in the last reading', depsOf(null)],
])('says that the role is gone %s', async (_where, deps) => {
  expect(await why(deps)).toEqual({ kind: 'role_gone', roleArn, accountName: 'Prod' });
});
