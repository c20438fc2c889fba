import { CreateRoleCommand, GetRoleCommand, ListRolesCommand } from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ACME, HUB } from '../seed/accounts';
import { documentOf, roleArn, trusts, trustsService, userArn } from '../seed/document';
import { clientsOf, codeOf, startTestPractice } from '../test-practice';
import type { LoggedCall } from '../world/live-world';

let practice: Awaited<ReturnType<typeof startTestPractice>>;

beforeAll(async () => {
  practice = await startTestPractice();
});
afterAll(() => practice.stop());

const logAfter = async (after: number) =>
  (await practice.control<{ entries: LoggedCall[] }>('GET', `/log?after=${after}`))
    .entries;
const lastSeq = async () => (await logAfter(0)).at(-1)?.seq ?? 0;

it.each([
  '',
  'Bearer',
  'Bearer wrong',
  'Basic dGVzdDp0ZXN0',
  'bearer test-control-token',
])('answers 401 to the authorization %j', async (authorization) => {
  const response = await fetch(`${practice.url}/_practice/worlds/${practice.worldId}`, {
    headers: { authorization },
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: 'The token is not right.' });
});

it('describes the accounts of the organisation, with units and environment', async () => {
  const world = await practice.control<{
    hubAccountId: string;
    accounts: { id: string }[];
  }>('GET', '');
  expect(world.hubAccountId).toBe(HUB);
  expect(world.accounts).toHaveLength(14);
  expect(world.accounts.find(({ id }) => id === ACME.prod)).toEqual({
    id: ACME.prod,
    name: 'Prod',
    partition: 'aws',
    ouPath: 'Root/Workloads/Production',
    environment: 'production',
  });
});

it('acts as users, with and without MFA, and as roles under a name', async () => {
  const anna = userArn(ACME.people, 'anna');
  const long = await practice.actAs(anna);
  expect(long.accessKeyId).toMatch(/^AKIAPRACTICE/);
  expect(await practice.actAs(anna)).toEqual(long);
  const withMfa = await practice.as(anna, { mfa: true });
  const deploy = new AssumeRoleCommand({
    RoleArn: roleArn(ACME.prod, 'deploy'),
    RoleSessionName: 'anna',
  });
  expect(await codeOf(withMfa.sts.send(deploy))).toBe('ok');
  expect(await codeOf(clientsOf(practice.url, long).sts.send(deploy))).toBe(
    'AccessDenied',
  );
  const role = await practice.as(roleArn(ACME.tooling, 'ci-build'), {
    sessionName: 'run-7',
  });
  const who = await role.sts.send(new GetCallerIdentityCommand({}));
  expect(who.Arn).toBe(`arn:aws:sts::${ACME.tooling}:assumed-role/ci-build/run-7`);
  await expect(practice.actAs(userArn(ACME.people, 'nobody'))).rejects.toThrow(
    'HTTP 404',
  );
});

it('fails a call on demand, as often as asked, in the account that was named', async () => {
  const fault = {
    service: 'iam',
    operation: 'GetRole',
    accountId: ACME.data,
    code: 'Throttling',
    status: 400,
    message: 'Rate exceeded',
    times: 2,
  };
  await practice.control('POST', '/faults', { faults: [fault] });
  const data = await practice.admin(ACME.data);
  const prod = await practice.admin(ACME.prod);
  const read = (clients: typeof data) =>
    codeOf(
      clients.iam.send(new GetRoleCommand({ RoleName: 'OrganizationAccountAccessRole' })),
    );
  expect(await read(prod)).toBe('ok');
  expect(await read(data)).toBe('Throttling');
  expect(await read(data)).toBe('Throttling');
  expect(await read(data)).toBe('ok');
  await practice.control('POST', '/faults', { faults: [fault] });
  await practice.control('DELETE', '/faults');
  expect(await read(data)).toBe('ok');
});

it('refuses what it cannot read with a sentence', async () => {
  await expect(
    practice.control('POST', '/faults', { faults: [{ code: 1 }] }),
  ).rejects.toThrow('HTTP 400');
  await expect(
    practice.control('POST', '/clock', { advanceSeconds: -5 }),
  ).rejects.toThrow('HTTP 400');
  await expect(practice.control('PUT', '', { seed: 'huge' })).rejects.toThrow('HTTP 400');
  await expect(practice.control('POST', '/nothing')).rejects.toThrow('HTTP 404');
});

it('logs every call with who, where and how it ended, and never a secret', async () => {
  const since = await lastSeq();
  const keys = await practice.actAs(roleArn(ACME.tooling, 'ci-build'), {
    sessionName: 'logged',
  });
  const build = clientsOf(practice.url, keys);
  await build.sts.send(new GetCallerIdentityCommand({}));
  await codeOf(build.iam.send(new ListRolesCommand({})));
  const entries = await logAfter(since);
  expect(entries).toEqual([
    expect.objectContaining({
      seq: since + 1,
      service: 'sts',
      operation: 'GetCallerIdentity',
      outcome: 'ok',
      accountId: ACME.tooling,
    }),
    expect.objectContaining({
      seq: since + 2,
      service: 'iam',
      operation: 'ListRoles',
      outcome: 'AccessDenied',
      principalArn: `arn:aws:sts::${ACME.tooling}:assumed-role/ci-build/logged`,
      sessionName: 'logged',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    }),
  ]);
  const text = JSON.stringify(entries);
  expect(text).not.toContain(keys.secretAccessKey);
  expect(text).not.toContain(keys.sessionToken);
});

it('judges by the moved clock: a date condition that was open closes', async () => {
  const moved = await startTestPractice({ seed: 'small' });
  const until = new Date(Date.now() + 3600_000).toISOString();
  const { iam } = await moved.admin(ACME.tooling);
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'until',
      AssumeRolePolicyDocument: documentOf(
        trustsService('ec2.amazonaws.com'),
        trusts(userArn(ACME.tooling, 'lee'), {
          DateLessThan: { 'aws:CurrentTime': until },
        }),
      ),
    }),
  );
  const lee = await moved.as(userArn(ACME.tooling, 'lee'));
  const assume = () =>
    codeOf(
      lee.sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn(ACME.tooling, 'until'),
          RoleSessionName: 'lee',
        }),
      ),
    );
  expect(await assume()).toBe('ok');
  await moved.control('POST', '/clock', { advanceSeconds: 3700 });
  expect(await assume()).toBe('AccessDenied');
  await moved.stop();
});
