import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  GetRoleCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ACME } from '../seed/accounts';
import { allow, documentOf, roleArn, rootArn, trusts } from '../seed/document';
import { clientsOf, codeOf, messageOf, startTestPractice } from '../test-practice';
import type { Fault } from './fault';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
/** The time of the process, moved by hand. */
let passedMs = 0;
const later = (seconds: number) => {
  passedMs += seconds * 1000;
};

beforeAll(async () => {
  practice = await startTestPractice({ now: () => Date.now() + passedMs });
});
beforeEach(async () => {
  await practice.control('DELETE', '/faults');
  passedMs = 0;
});
afterAll(() => practice.stop());

const order = async (...faults: object[]) =>
  (await practice.control<{ faults: Fault[] }>('POST', '/faults', { faults })).faults;
const adminOf = (accountId: string) => practice.admin(accountId);
const listRoles = (clients: Awaited<ReturnType<typeof adminOf>>) =>
  codeOf(clients.iam.send(new ListRolesCommand({})));

it('refuses with a wildcard until it is cleared, and in the words of each protocol', async () => {
  const admin = await adminOf(ACME.management);
  const away = { code: 'ServiceUnavailable', status: 503, message: 'Try later.' };
  await order({ service: '*', operation: 'List*', ...away });
  for (let count = 0; count < 3; count += 1)
    expect(await listRoles(admin)).toBe('ServiceUnavailable');
  const accounts = admin.organizations.send(new ListAccountsCommand({}));
  expect(await codeOf(accounts)).toBe('ServiceUnavailable');
  const who = admin.sts.send(new GetCallerIdentityCommand({}));
  expect(await codeOf(who)).toBe('ok');
  await practice.control('DELETE', '/faults');
  expect(await listRoles(admin)).toBe('ok');
});

it('answers so many calls a second of each operation in each account, and no more', async () => {
  const data = await adminOf(ACME.data);
  const prod = await adminOf(ACME.prod);
  await order({ kind: 'throttle', service: 'iam', operation: '*', perSecond: 2 });
  const burst = [await listRoles(data), await listRoles(data), await listRoles(data)];
  expect(burst).toEqual(['ok', 'ok', 'Throttling']);
  expect(await codeOf(data.iam.send(new ListUsersCommand({})))).toBe('ok');
  expect(await listRoles(prod)).toBe('ok');
  later(1);
  expect(await listRoles(data)).toBe('ok');
  await order({ kind: 'throttle', service: 's3', perSecond: 0.1, accountId: ACME.data });
  const buckets = () => codeOf(data.s3.send(new ListBucketsCommand({})));
  expect([await buckets(), await buckets()]).toEqual(['ok', 'SlowDown']);
});

it('lets a caller wait as long as it was told', async () => {
  const admin = await adminOf(ACME.data);
  await order({ kind: 'latency', service: 'iam', delayMs: 300, times: 1 });
  const from = performance.now();
  expect(await listRoles(admin)).toBe('ok');
  expect(performance.now() - from).toBeGreaterThanOrEqual(295);
  expect((await practice.control<{ faults: [] }>('GET', '/faults')).faults).toEqual([]);
});

it('denies an action on a resource to whom it was told, as if a policy did', async () => {
  const admin = await adminOf(ACME.data);
  const resource = roleArn(ACME.data, 'data-*');
  await order({ kind: 'deny', action: 'iam:Get*', resource });
  const read = (RoleName: string) => admin.iam.send(new GetRoleCommand({ RoleName }));
  expect(await messageOf(read('data-writer'))).toMatch(
    /^User: arn:aws:iam::\d+:user\/break-glass is not authorized to perform: iam:GetRole on resource: .*data-writer with an explicit deny/,
  );
  expect(await codeOf(read('OrganizationAccountAccessRole'))).toBe('ok');
});

it('lists faults by number, and clears one', async () => {
  const deny = { kind: 'deny', action: 'iam:ListRoles' };
  const [first, second] = await order(deny, { ...deny, action: 'iam:ListUsers' });
  const left = await practice.control<{ faults: Fault[] }>(
    'DELETE',
    `/faults?id=${first?.id}`,
  );
  expect(left.faults).toEqual([second]);
  expect(await listRoles(await adminOf(ACME.data))).toBe('ok');
});

it.each([
  { kind: 'throttle' },
  { kind: 'latency', delayMs: 1e9 },
  { kind: 'deny' },
  { kind: 'nothing' },
  { kind: 'clock-skew', seconds: 'x' },
  { service: 'iam', operation: 'GetRole', code: 'a b', status: 400, message: '' },
  { service: 'iam', operation: 'GetRole', code: 'Fine', status: 200, message: '' },
])('refuses %j, which is no fault', async (fault) => {
  await expect(order(fault)).rejects.toThrow('HTTP 400');
});

const assume = (clients: Awaited<ReturnType<typeof adminOf>>, name: string) =>
  codeOf(
    clients.sts.send(
      new AssumeRoleCommand({
        RoleArn: roleArn(ACME.data, name),
        RoleSessionName: 'soon',
      }),
    ),
  );

it('lets nobody take a new role, nor believe a new trust policy, before some seconds passed', async () => {
  await order({ kind: 'consistency', seconds: 10, accountId: ACME.data });
  const { iam } = await adminOf(ACME.data);
  const writer = roleArn(ACME.data, 'data-writer');
  const session = await practice.as(writer);
  const trust = (arn: string) => documentOf(trusts(arn));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'late',
      AssumeRolePolicyDocument: trust(writer),
    }),
  );
  expect(await assume(session, 'late')).toBe('AccessDenied');
  later(11);
  expect(await assume(session, 'late')).toBe('ok');

  const closed = trust(rootArn(ACME.prod));
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'late', PolicyDocument: closed }),
  );
  expect(await assume(session, 'late')).toBe('ok');
  later(11);
  expect(await assume(session, 'late')).toBe('AccessDenied');
});

it('holds each account back from when its own fault is ordered, and believes it at once when that is cleared', async () => {
  const writer = roleArn(ACME.data, 'data-writer');
  const session = await practice.as(writer);
  const { iam } = await adminOf(ACME.data);
  const make = (RoleName: string) =>
    iam.send(
      new CreateRoleCommand({
        RoleName,
        AssumeRolePolicyDocument: documentOf(trusts(writer)),
      }),
    );
  await order({ kind: 'consistency', seconds: 10, accountId: ACME.prod });
  await make('at-once');
  const faults = await order({
    kind: 'consistency',
    seconds: 3600,
    accountId: ACME.data,
  });
  expect(await assume(session, 'at-once')).toBe('ok');
  await make('held-back');
  expect(await assume(session, 'held-back')).toBe('AccessDenied');
  await practice.control('DELETE', `/faults?id=${faults[1]?.id}`);
  expect(await assume(session, 'held-back')).toBe('ok');
});

it('sees policies late as well, and at once when the fault is cleared', async () => {
  const { iam } = await adminOf(ACME.data);
  const writer = await practice.as(roleArn(ACME.data, 'data-writer'));
  await order({ kind: 'consistency', seconds: 3600 });
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'data-writer',
      PolicyName: 'look',
      PolicyDocument: documentOf(allow('iam:ListRoles')),
    }),
  );
  expect(await listRoles(writer)).toBe('AccessDenied');
  await practice.control('DELETE', '/faults');
  expect(await listRoles(writer)).toBe('ok');
});

it('does not know a new access key before some seconds passed', async () => {
  await order({ kind: 'consistency', seconds: 5 });
  const { iam } = await adminOf(ACME.people);
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'anna' }));
  const anna = clientsOf(practice.url, {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  });
  const who = () => codeOf(anna.sts.send(new GetCallerIdentityCommand({})));
  expect(await who()).toBe('InvalidClientTokenId');
  later(6);
  expect(await who()).toBe('ok');
});

it('finds signatures out of date when its clock is wrong, in the words of each service', async () => {
  const admin = await adminOf(ACME.data);
  await order({ kind: 'clock-skew', seconds: 3600 });
  expect(await messageOf(admin.sts.send(new GetCallerIdentityCommand({})))).toMatch(
    /^Signature expired: \d{8}T\d{6}Z is now earlier than /,
  );
  const bare = await practice.admin(ACME.data);
  expect(await codeOf(bare.s3.send(new ListBucketsCommand({})))).toBe(
    'RequestTimeTooSkewed',
  );
});

it('ends the sessions of a role at once, and of nobody else', async () => {
  const writer = roleArn(ACME.data, 'data-writer');
  const mine = await practice.as(writer);
  const other = await practice.as(roleArn(ACME.tooling, 'ci-build'));
  const who = (clients: typeof mine) =>
    codeOf(clients.sts.send(new GetCallerIdentityCommand({})));
  expect(await who(mine)).toBe('ok');
  const { expired } = await practice.control<{ expired: number }>(
    'POST',
    '/expire-sessions',
    { principalArn: writer },
  );
  expect(expired).toBeGreaterThan(0);
  expect(await who(mine)).toBe('ExpiredToken');
  expect(await who(other)).toBe('ok');
});

it('stops, sets and starts the clock of the world', async () => {
  const small = await startTestPractice({
    seed: 'small',
    now: () => Date.now() + passedMs,
  });
  type Clock = { now: string; isFrozen: boolean };
  const set = '2030-01-01T00:00:00.000Z';
  const still = await small.control<Clock>('POST', '/clock', { set, freeze: true });
  expect(still).toEqual({ now: set, isFrozen: true });
  later(60);
  expect(await small.control<Clock>('GET', '/clock')).toEqual(still);
  const { iam } = await small.admin(ACME.data);
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: 'dated',
      AssumeRolePolicyDocument: documentOf(trusts(rootArn(ACME.data))),
    }),
  );
  expect(Role?.CreateDate).toEqual(new Date(set));
  await small.control('POST', '/clock', { advanceSeconds: 5 });
  expect((await small.control<Clock>('GET', '/clock')).now).toBe(
    '2030-01-01T00:00:05.000Z',
  );
  await small.control('POST', '/clock', { freeze: false });
  later(60);
  const { now } = await small.control<Clock>('GET', '/clock');
  expect(Date.parse(now) - Date.parse(set)).toBeGreaterThanOrEqual(65_000);
  await expect(small.control('POST', '/clock', {})).rejects.toThrow('HTTP 400');
  await small.stop();
});
