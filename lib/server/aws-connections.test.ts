import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AwsConnection } from '@/lib/ports';
import { DATA, TOOLING, usePracticeAws, worked } from './test-aws';

const bench = usePracticeAws();

const byProfile = (profile: string, accountId: string): AwsConnection => ({
  kind: 'profile',
  profile,
  accountId,
  partition: 'aws',
  region: 'us-east-1',
});

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
  const root = await bench().practice.actAs(`arn:aws:iam::${TOOLING}:root`);
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
  const data = await bench().practice.admin(DATA);
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
  const tooling = await bench().practice.admin(TOOLING);
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

it('uses a profile’s own keys', async () => {
  const caller = worked(await bench().aws.whoAmI(byProfile('main', TOOLING)));
  expect(caller.arn).toBe(`arn:aws:iam::${TOOLING}:user/break-glass`);
});

it('lets a profile assume its role through the same endpoint', async () => {
  const caller = worked(await bench().aws.whoAmI(byProfile('hop', TOOLING)));
  expect(caller.arn).toContain(':assumed-role/x-profile-hop/');
});

it('refuses a profile that leads to another account', async () => {
  expect(await bench().aws.whoAmI(byProfile('main', DATA))).toMatchObject({
    ok: false,
    error: { kind: 'not_configured', message: expect.stringContaining(TOOLING) },
  });
});

it('says that a profile does not exist', async () => {
  expect(await bench().aws.whoAmI(byProfile('absent', TOOLING))).toMatchObject({
    ok: false,
    error: { kind: 'not_configured' },
  });
});

it('takes a spoke role with its external ID, and reads by it', async () => {
  const caller = worked(await bench().aws.whoAmI(spoke(EXTERNAL_ID)));
  expect(caller.arn).toBe(`arn:aws:sts::${DATA}:assumed-role/x-spoke/drawbridge-read`);
  const { account } = worked(await bench().aws.readAccount(spoke(EXTERNAL_ID), () => {}));
  expect(account.RoleDetailList.map(({ RoleName }) => RoleName)).toContain('x-spoke');
});

it('is refused with a wrong external ID', async () => {
  expect(await bench().aws.whoAmI(spoke('db1-wrong'))).toMatchObject({
    ok: false,
    error: { kind: 'refused', operation: 'sts:AssumeRole', code: 'AccessDenied' },
  });
});

it('does not write by a connection that was made for reading', async () => {
  const write = await bench().aws.write(spoke(EXTERNAL_ID), {
    kind: 'delete-role',
    roleName: 'x',
  });
  expect(write).toMatchObject({ ok: false, error: { kind: 'not_configured' } });
});

it('acts as a connection’s own identity and as nobody else', async () => {
  const at = byProfile('main', TOOLING);
  const self = {
    principalArn: `arn:aws:iam::${TOOLING}:user/break-glass`,
    withMfa: false,
  };
  expect(await bench().aws.actAs(at, self)).toMatchObject({ ok: true });
  expect(await bench().aws.actAs(at, { ...self, withMfa: true })).toMatchObject({
    ok: false,
  });
  const other = {
    principalArn: `arn:aws:iam::${TOOLING}:user/somebody`,
    withMfa: false,
  };
  expect(await bench().aws.actAs(at, other)).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('Not tested') },
  });
});

it('never sends anything to the endpoint that the environment names', () => {
  expect(trapped).toBe(0);
});
