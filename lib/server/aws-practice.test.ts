import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAws } from '@/lib/aws/create-aws';
import type { Aws, AwsConnection, AwsCredentials } from '@/lib/ports';
import { startTestPractice } from '@/lib/practice/test-practice';

const TOOLING = '111122223333';
const DATA = '444455556666';
const MANAGEMENT = '100020003000';
const CONTROL_TOKEN = 'test-control-token';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let aws: Aws;

beforeAll(async () => {
  practice = await startTestPractice({ seed: 'org' });
  aws = createAws({
    practice: { url: practice.url, controlToken: CONTROL_TOKEN },
    awsEndpoint: practice.url,
  });
});
afterAll(() => practice.stop());

const inPractice = (accountId: string): AwsConnection => ({
  kind: 'practice',
  worldId: practice.worldId,
  accountId,
  partition: 'aws',
  region: 'us-east-1',
});

const byProfile = (profile: string, accountId: string): AwsConnection => ({
  kind: 'profile',
  profile,
  accountId,
  partition: 'aws',
  region: 'us-east-1',
});

/** The value of a call that must have worked. */
function worked<T>(result: { ok: true; value: T } | { ok: false; error: unknown }): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

describe('practice connections', () => {
  it('read as the inventory role of the account', async () => {
    const caller = worked(await aws.whoAmI(inPractice(DATA)));
    expect(caller.accountId).toBe(DATA);
    expect(caller.arn).toContain(':assumed-role/drawbridge-inventory/');
  });

  it('read an account whole, with progress and nothing missing', async () => {
    const progress: number[] = [];
    const { account, missing } = worked(
      await aws.readAccount(inPractice(DATA), ({ rolesRead }) =>
        progress.push(rolesRead),
      ),
    );
    expect(missing).toEqual([]);
    expect(progress.at(-1)).toBe(account.RoleDetailList.length);
    const writer = account.RoleDetailList.find(
      ({ RoleName }) => RoleName === 'data-writer',
    );
    expect(JSON.parse(String(writer?.AssumeRolePolicyDocument)).Statement).toBeDefined();
    expect(account.Buckets?.map(({ Name }) => Name)).toContain('app-logs');
    expect(account.Buckets?.find(({ Name }) => Name === 'metrics')?.Policy).toContain(
      'ProdShips',
    );
    expect(account.RoleSettings?.['data-writer']?.MaxSessionDuration).toBe(3600);
  });

  it('keep only those of AWS’s own policies that somebody has', async () => {
    const { account } = worked(await aws.readAccount(inPractice(TOOLING), () => {}));
    const attached = [
      ...account.RoleDetailList,
      ...account.UserDetailList,
      ...account.GroupDetailList,
    ].flatMap(({ AttachedManagedPolicies }) =>
      (AttachedManagedPolicies ?? []).map(({ PolicyArn }) => PolicyArn),
    );
    const ofAws = account.Policies.filter(({ Arn }) => Arn.includes(':iam::aws:'));
    expect(ofAws.every(({ Arn }) => attached.includes(Arn))).toBe(true);
  });

  it('read the providers by which people and builds sign in', async () => {
    const { account } = worked(await aws.readAccount(inPractice(TOOLING), () => {}));
    expect(account.OpenIDConnectProviders?.[0]).toMatchObject({
      Arn: expect.stringContaining(':oidc-provider/'),
      ClientIDList: expect.any(Array),
    });
    expect(account.SAMLProviders).toBeDefined();
  });

  it('name what AWS refused and go on with the rest', async () => {
    await practice.control('POST', '/faults', {
      faults: [
        {
          service: 'iam',
          operation: 'ListRoles',
          accountId: DATA,
          code: 'AccessDenied',
          status: 403,
          message: 'no',
          times: 1,
        },
        {
          service: 's3',
          operation: 'GetBucketPolicy',
          accountId: DATA,
          code: 'AccessDenied',
          status: 403,
          message: 'no',
          times: 1,
        },
      ],
    });
    const { account, missing } = worked(
      await aws.readAccount(inPractice(DATA), () => {}),
    );
    const actions = missing.map(({ action }) => action).sort();
    expect(actions).toEqual(['iam:ListRoles', 's3:GetBucketPolicy']);
    const settings = missing.find(({ action }) => action === 'iam:ListRoles');
    expect(settings?.sentence).toContain('the longest session');
    expect(account.RoleDetailList.length).toBeGreaterThan(0);
    expect(account.RoleSettings).toBeUndefined();
  });

  it('say that nothing was read when the details themselves are refused', async () => {
    await practice.control('POST', '/faults', {
      faults: [
        {
          service: 'iam',
          operation: 'GetAccountAuthorizationDetails',
          accountId: DATA,
          code: 'AccessDenied',
          status: 403,
          message: 'not authorized to perform: iam:GetAccountAuthorizationDetails',
          times: 1,
        },
      ],
    });
    expect(await aws.readAccount(inPractice(DATA), () => {})).toMatchObject({
      ok: false,
      error: { kind: 'refused', code: 'AccessDenied' },
    });
  });

  it('read the organisation with its units and service control policies', async () => {
    const reading = worked(await aws.readOrganization(inPractice(MANAGEMENT)));
    expect(reading.managementAccountId).toBe(MANAGEMENT);
    expect(reading.accounts).toHaveLength(14);
    expect(reading.accounts.find(({ id }) => id === DATA)?.ouPath).toMatch(/^\//);
    const scps = reading.org?.Targets.flatMap((target) => target.ServiceControlPolicies);
    expect(scps?.length).toBeGreaterThan(0);
    expect(Object.values(reading.org?.Policies ?? {})[0]?.Content).toContain('Statement');
  });

  it('tell an account without an organisation’s rights that it has none', async () => {
    expect(await aws.readOrganization(inPractice(DATA))).toMatchObject({
      ok: false,
      error: { kind: 'refused' },
    });
  });
});

describe('writes', () => {
  const roleName = 'x-written-by-test';
  const closed = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Nobody',
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 'sts:AssumeRole',
      },
    ],
  });
  const policy =
    '{ "Version": "2012-10-17",\n "Statement": {"Effect":"Deny","Action":"*","Resource":"*"} }';
  const role = { kind: 'role', roleName } as const;
  const inline = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: roleName,
    policyName: 'p',
  } as const;

  it('make a role with tags, give it a policy, and read both back byte for byte', async () => {
    const at = inPractice(DATA);
    expect(worked(await aws.readTarget(at, role))).toEqual({ exists: false });
    const made = await aws.write(at, {
      kind: 'create-role',
      roleName,
      path: '/drawbridge-managed/',
      description: 'Made by a test.',
      maxSessionSeconds: 3600,
      trust: closed,
      tags: { 'drawbridge:plan': 'p1', 'drawbridge:step': '1' },
    });
    expect(worked(made).requestId).not.toBe('');
    expect(worked(await aws.readTarget(at, role))).toMatchObject({
      exists: true,
      tags: { 'drawbridge:plan': 'p1', 'drawbridge:step': '1' },
    });
    worked(
      await aws.write(at, { ...inline, kind: 'put-inline-policy', document: policy }),
    );
    expect(worked(await aws.readTarget(at, inline))).toMatchObject({
      document: policy,
    });
  });

  it('tell that the role exists already', async () => {
    const again = await aws.write(inPractice(DATA), {
      kind: 'create-role',
      roleName,
      path: '/',
      description: '',
      maxSessionSeconds: 3600,
      trust: closed,
      tags: {},
    });
    expect(again).toMatchObject({
      ok: false,
      error: { code: expect.stringMatching(/^EntityAlreadyExists/) },
    });
  });

  it('call a principal that is not there an invalid one', async () => {
    const document = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${TOOLING}:role/nobody` },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    const put = await aws.write(inPractice(DATA), {
      kind: 'put-trust',
      roleName,
      document,
    });
    expect(put).toMatchObject({
      ok: false,
      error: {
        code: expect.stringMatching(/^MalformedPolicyDocument/),
        message: expect.stringMatching(/invalid principal/i),
      },
    });
  });

  it('remove the policy, find it done the second time, and remove the role', async () => {
    const at = inPractice(DATA);
    const removal = { ...inline, kind: 'delete-inline-policy' } as const;
    worked(await aws.write(at, removal));
    expect(worked(await aws.write(at, removal))).toEqual({ requestId: '' });
    worked(await aws.write(at, { kind: 'delete-role', roleName }));
    expect(worked(await aws.readTarget(at, role))).toEqual({ exists: false });
  });

  it('never touch the console’s own roles', async () => {
    const put = await aws.write(inPractice(DATA), {
      kind: 'put-inline-policy',
      principal: 'role',
      principalName: 'drawbridge-inventory',
      policyName: 'more',
      document: policy,
    });
    expect(put).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
  });
});

describe('sessions', () => {
  const vend = {
    roleArn: `arn:aws:iam::${DATA}:role/data-read`,
    sessionName: 'db-test-abcdefgh',
    durationSeconds: 900,
    sourceIdentity: 'db-test',
  };

  async function session(): Promise<
    AwsCredentials & { sessionToken: string; expiresAt: Date }
  > {
    return worked(await aws.assumeRole(inPractice(TOOLING), vend)).credentials;
  }

  it('are handed out by the hub’s broker', async () => {
    const { credentials, assumedRoleArn } = worked(
      await aws.assumeRole(inPractice(TOOLING), vend),
    );
    expect(assumedRoleArn).toBe(
      `arn:aws:sts::${DATA}:assumed-role/data-read/db-test-abcdefgh`,
    );
    expect(credentials.expiresAt.getTime()).toBeGreaterThan(Date.now());
  });

  it('read and list the bucket, and are refused what the role may not do', async () => {
    const credentials = await session();
    const at = inPractice(DATA);
    const call = (kind: 'head' | 'get' | 'delete', key: string) =>
      aws.s3(at, credentials, { kind, bucket: 'app-logs', key });
    const listed = await aws.s3(at, credentials, {
      kind: 'list',
      bucket: 'app-logs',
      prefix: 'logs/',
    });
    expect(worked(listed)).toEqual({
      status: 200,
      firstKey: 'logs/2026-11-20.json',
    });
    expect(worked(await call('get', 'logs/2026-11-20.json')).status).toBe(200);
    expect(await call('head', 'logs/none')).toMatchObject({
      ok: false,
      error: { code: 'NotFound' },
    });
    const put = { kind: 'put', bucket: 'app-logs', key: 'x', body: 'x' } as const;
    expect(await aws.s3(at, credentials, put)).toMatchObject({
      ok: false,
      error: { kind: 'refused', code: 'AccessDenied' },
    });
    expect(await call('delete', 'x')).toMatchObject({
      ok: false,
      error: { code: 'AccessDenied' },
    });
  });

  it('refuse a bucket that belongs to somebody else than expected', async () => {
    const listed = await aws.s3(inPractice(TOOLING), await session(), {
      kind: 'list',
      bucket: 'app-logs',
      prefix: '',
    });
    expect(listed).toMatchObject({ ok: false, error: { kind: 'refused' } });
  });

  it('open the console by a link that works once', async () => {
    const url = worked(
      await aws.consoleSignInUrl(inPractice(DATA), {
        credentials: await session(),
        partition: 'aws',
        issuer: 'http://localhost:3000',
        destination: '/s3/buckets?region=us-east-1',
      }),
    );
    expect(new URL(url).origin).toBe(new URL(practice.url).origin);
    const opened = await fetch(url, { redirect: 'manual' });
    expect(opened.status).toBe(302);
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
  });

  it('do not open a page that is not the console’s', async () => {
    const signIn = await aws.consoleSignInUrl(inPractice(DATA), {
      credentials: await session(),
      partition: 'aws',
      issuer: 'http://localhost:3000',
      destination: '//evil.example/',
    });
    expect(signIn).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
  });

  it('do not open the console of a partition whose address is not known', async () => {
    const signIn = await aws.consoleSignInUrl(inPractice(DATA), {
      credentials: await session(),
      partition: 'aws-eusc',
      issuer: 'http://localhost:3000',
      destination: '/',
    });
    expect(signIn).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
  });

  it('act as anybody of a practice account, and as nobody who does not exist', async () => {
    const at = inPractice(TOOLING);
    const principalArn = `arn:aws:iam::${TOOLING}:role/ci-deploy`;
    const acted = worked(await aws.actAs(at, { principalArn, withMfa: false }));
    const assumed = await aws.assumeRoleWith(at, acted, {
      roleArn: `arn:aws:iam::${DATA}:role/audit-reader`,
      sessionName: 'drawbridge-proof',
      durationSeconds: 900,
    });
    expect(assumed).toMatchObject({ ok: false, error: { code: 'AccessDenied' } });
    const nobody = { principalArn: `arn:aws:iam::${TOOLING}:role/none`, withMfa: false };
    expect(await aws.actAs(at, nobody)).toMatchObject({
      ok: false,
      error: { kind: 'not_configured' },
    });
  });
});

describe('connections by a profile and by a spoke role', () => {
  const EXTERNAL_ID = 'db1-abcdefghijklmnopqrstuvwxyz';
  let folder: string;
  let trap: Server;
  let trapped = 0;
  const before = { ...process.env };

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'drawbridge-aws-'));
    trap = createServer((_, response) => {
      trapped += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const { port } = trap.address() as AddressInfo;
    const root = await practice.actAs(`arn:aws:iam::${TOOLING}:root`);
    await writeFile(
      path.join(folder, 'config'),
      [
        '[profile main]',
        'region = eu-west-1',
        `aws_access_key_id = ${root.accessKeyId}`,
        `aws_secret_access_key = ${root.secretAccessKey}`,
        '[profile hop]',
        'source_profile = main',
        `role_arn = arn:aws:iam::${TOOLING}:role/x-profile-hop`,
        '',
      ].join('\n'),
    );
    Object.assign(process.env, {
      AWS_CONFIG_FILE: path.join(folder, 'config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none'),
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_ENDPOINT_URL_STS: `http://127.0.0.1:${port}`,
    });
    await makeSpokes();
  });

  afterAll(async () => {
    for (const name of Object.keys(process.env))
      if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
    trap.close();
    await rm(folder, { recursive: true });
  });

  async function makeSpokes(): Promise<void> {
    const trust = (condition: object) =>
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${TOOLING}:root` },
            Action: 'sts:AssumeRole',
            ...condition,
          },
        ],
      });
    const data = await practice.admin(DATA);
    const guarded = { Condition: { StringEquals: { 'sts:ExternalId': EXTERNAL_ID } } };
    await data.iam.send(
      new CreateRoleCommand({
        RoleName: 'x-spoke',
        AssumeRolePolicyDocument: trust(guarded),
      }),
    );
    await data.iam.send(
      new PutRolePolicyCommand({
        RoleName: 'x-spoke',
        PolicyName: 'read',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: ['iam:Get*', 'iam:List*', 's3:*'], Resource: '*' },
          ],
        }),
      }),
    );
    const tooling = await practice.admin(TOOLING);
    await tooling.iam.send(
      new CreateRoleCommand({
        RoleName: 'x-profile-hop',
        AssumeRolePolicyDocument: trust({}),
      }),
    );
  }

  const spoke = (externalId: string): AwsConnection => ({
    kind: 'assumed',
    accountId: DATA,
    partition: 'aws',
    region: 'us-east-1',
    readRoleArn: `arn:aws:iam::${DATA}:role/x-spoke`,
    writeRoleArn: null,
    externalId,
    hub: byProfile('main', TOOLING),
  });

  it('use the profile’s own keys', async () => {
    const caller = worked(await aws.whoAmI(byProfile('main', TOOLING)));
    expect(caller.arn).toBe(`arn:aws:iam::${TOOLING}:user/break-glass`);
  });

  it('let a profile assume its role through the same endpoint', async () => {
    const caller = worked(await aws.whoAmI(byProfile('hop', TOOLING)));
    expect(caller.arn).toContain(':assumed-role/x-profile-hop/');
  });

  it('refuse a profile that leads to another account', async () => {
    expect(await aws.whoAmI(byProfile('main', DATA))).toMatchObject({
      ok: false,
      error: { kind: 'not_configured', message: expect.stringContaining(TOOLING) },
    });
  });

  it('say that a profile does not exist', async () => {
    expect(await aws.whoAmI(byProfile('absent', TOOLING))).toMatchObject({
      ok: false,
      error: { kind: 'not_configured' },
    });
  });

  it('take the spoke role with its external id, and read by it', async () => {
    const caller = worked(await aws.whoAmI(spoke(EXTERNAL_ID)));
    expect(caller.arn).toBe(`arn:aws:sts::${DATA}:assumed-role/x-spoke/drawbridge-read`);
    const { account } = worked(await aws.readAccount(spoke(EXTERNAL_ID), () => {}));
    expect(account.RoleDetailList.map(({ RoleName }) => RoleName)).toContain('x-spoke');
  });

  it('are refused with a wrong external id', async () => {
    expect(await aws.whoAmI(spoke('db1-wrong'))).toMatchObject({
      ok: false,
      error: { kind: 'refused', operation: 'sts:AssumeRole', code: 'AccessDenied' },
    });
  });

  it('do not write by a connection that was made for reading', async () => {
    const write = await aws.write(spoke(EXTERNAL_ID), {
      kind: 'delete-role',
      roleName: 'x',
    });
    expect(write).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
  });

  it('act as themselves and as nobody else', async () => {
    const at = byProfile('main', TOOLING);
    const self = {
      principalArn: `arn:aws:iam::${TOOLING}:user/break-glass`,
      withMfa: false,
    };
    expect(await aws.actAs(at, self)).toMatchObject({ ok: true });
    expect(await aws.actAs(at, { ...self, withMfa: true })).toMatchObject({ ok: false });
    const other = {
      principalArn: `arn:aws:iam::${TOOLING}:user/somebody`,
      withMfa: false,
    };
    expect(await aws.actAs(at, other)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Not tested') },
    });
  });

  it('never send anything to the endpoint that the environment names', () => {
    expect(trapped).toBe(0);
  });
});
