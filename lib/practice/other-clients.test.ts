import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { programUseOf } from '@/lib/inventory/program-use';
import { ACME, spokeExternalId } from './seed/accounts';
import {
  documentOf,
  roleArn,
  rootArn,
  trusts,
  trustsGithub,
  userArn,
} from './seed/document';
import { keyArn } from './seed/keys';
import { pathToAws } from './test-aws-command';
import { commandEnvironment, isThere } from './test-commands';
import { startTestPractice } from './test-practice';

const run = promisify(execFile);

const hasCli = isThere('aws', ['--version']);
const hasBoto3 = isThere('python3', ['-c', 'import boto3']);

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'practice-clients-'));
  practice = await startTestPractice();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await practice.stop();
});

const environment = async (arn: string) =>
  commandEnvironment(practice.url, folder, await practice.actAs(arn), await pathToAws());

describe.skipIf(!hasCli)('the aws command', { timeout: 120_000 }, () => {
  const aws = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
    const { stdout } = await run('aws', [...args, '--output', 'json'], {
      env,
      cwd: folder,
    });
    return stdout.trim() === '' ? null : JSON.parse(stdout);
  };
  const failed = (sent: Promise<unknown>): Promise<string> =>
    sent.then(
      () => 'ok',
      (error: { stderr?: string }) => error.stderr ?? '',
    );

  it('takes a role by the token in a file, without keys', async () => {
    const { token } = await practice.mint('github', {
      sub: 'repo:acme/token-file:ref:refs/heads/main',
    });
    const file = path.join(folder, 'token');
    writeFileSync(file, token);
    const admin = await practice.admin(ACME.prod);
    const trust = trustsGithub(ACME.prod, 'repo:acme/token-file:*');
    await admin.iam.send(
      new CreateRoleCommand({
        RoleName: 'token-file',
        AssumeRolePolicyDocument: documentOf(trust),
      }),
    );
    const env: NodeJS.ProcessEnv = {
      ...(await environment(userArn(ACME.people, 'anna'))),
      AWS_ROLE_ARN: roleArn(ACME.prod, 'token-file'),
      AWS_ROLE_SESSION_NAME: 'workflow',
      AWS_WEB_IDENTITY_TOKEN_FILE: file,
    };
    delete env['AWS_ACCESS_KEY_ID'];
    delete env['AWS_SECRET_ACCESS_KEY'];
    const who = await aws(env, 'sts', 'get-caller-identity');
    expect(who.Arn).toBe(`arn:aws:sts::${ACME.prod}:assumed-role/token-file/workflow`);
    writeFileSync(file, `${token.slice(0, -4)}AAAA`);
    // another name: the command keeps what it got for the first
    const anew = { ...env, AWS_ROLE_SESSION_NAME: 'forged' };
    const refused = await failed(aws(anew, 'sts', 'get-caller-identity'));
    expect(refused).toContain('InvalidIdentityToken');
  });

  it('reads an account page by page and decodes its documents', async () => {
    const env = await environment(roleArn(ACME.prod, 'drawbridge/drawbridge-inventory'));
    const all = await aws(
      env,
      'iam',
      'get-account-authorization-details',
      '--page-size',
      '3',
    );
    const deploy = all.RoleDetailList.find(
      ({ RoleName }: { RoleName: string }) => RoleName === 'deploy',
    );
    expect(deploy.AssumeRolePolicyDocument.Statement.length).toBeGreaterThan(3);
    expect(all.RoleDetailList.length).toBeGreaterThan(10);
  });

  it('makes a role, sees the refusal of a wrong one, and puts and reads an object', async () => {
    const env = await environment(rootArn(ACME.data));
    writeFileSync(
      path.join(folder, 'trust.json'),
      documentOf(trusts(rootArn(ACME.prod))),
    );
    const made = await aws(
      env,
      'iam',
      'create-role',
      '--role-name',
      'by-cli',
      '--assume-role-policy-document',
      'file://trust.json',
      '--tags',
      'Key=a,Value=b',
    );
    expect(made.Role.Arn).toBe(roleArn(ACME.data, 'by-cli'));
    const again = aws(
      env,
      'iam',
      'create-role',
      '--role-name',
      'by-cli',
      '--assume-role-policy-document',
      'file://trust.json',
    );
    expect(await failed(again)).toContain(
      '(EntityAlreadyExists) when calling the CreateRole operation: Role with name by-cli already exists.',
    );
    writeFileSync(path.join(folder, 'in.txt'), 'through the command');
    await aws(env, 's3', 'cp', 'in.txt', 's3://app-logs/cli/in.txt', '--quiet').catch(
      () => null,
    );
    const { Contents } = await aws(
      env,
      's3api',
      'list-objects-v2',
      '--bucket',
      'app-logs',
      '--prefix',
      'cli/',
    );
    expect(Contents).toEqual([expect.objectContaining({ Key: 'cli/in.txt', Size: 19 })]);
  });

  it('encrypts a file and decrypts it again, but not for whom the key forgot', async () => {
    const env = await environment(roleArn(ACME.data, 'data-writer'));
    const lake = keyArn(ACME.data, 'alias/data-lake');
    writeFileSync(path.join(folder, 'secret.txt'), 'the secret');
    const context = ['--encryption-context', 'purpose=test'];
    const encrypt = ['kms', 'encrypt', '--key-id', lake];
    const { CiphertextBlob } = await aws(
      env,
      ...encrypt,
      '--plaintext',
      'fileb://secret.txt',
      ...context,
    );
    writeFileSync(path.join(folder, 'secret.bin'), Buffer.from(CiphertextBlob, 'base64'));
    const decrypt = ['kms', 'decrypt', '--ciphertext-blob', 'fileb://secret.bin'];
    const { Plaintext, KeyId } = await aws(env, ...decrypt, ...context);
    expect(Buffer.from(Plaintext, 'base64').toString()).toBe('the secret');
    expect(KeyId).toBe(lake);
    expect(await failed(aws(env, ...decrypt))).toContain('(InvalidCiphertextException)');
    const reader = await environment(roleArn(ACME.data, 'data-read'));
    expect(await failed(aws(reader, ...decrypt, ...context))).toContain(
      `is not authorized to perform: kms:Decrypt on resource: ${lake} because no resource-based policy allows the kms:Decrypt action`,
    );
  });

  it('crosses accounts by a profile with an external ID', async () => {
    const env = await environment(
      roleArn(ACME.tooling, 'drawbridge/drawbridge-hub-worker'),
    );
    writeFileSync(
      path.join(folder, 'config'),
      [
        '[profile spoke]',
        `role_arn = ${roleArn(ACME.people, 'drawbridge/drawbridge-inventory')}`,
        'credential_source = Environment',
        `external_id = ${spokeExternalId(ACME.people)}`,
        'role_session_name = db-cli',
      ].join('\n'),
    );
    const who = await aws(env, 'sts', 'get-caller-identity', '--profile', 'spoke');
    expect(who.Arn).toBe(
      `arn:aws:sts::${ACME.people}:assumed-role/drawbridge-inventory/db-cli`,
    );
  });

  it('lists the organisation and hears no from an account that may not', async () => {
    const reader = await environment(
      roleArn(ACME.tooling, 'drawbridge/drawbridge-inventory'),
    );
    const { Accounts } = await aws(reader, 'organizations', 'list-accounts');
    expect(Accounts).toHaveLength(14);
    const other = await environment(rootArn(ACME.prod));
    expect(await failed(aws(other, 'organizations', 'list-accounts'))).toContain(
      'AccessDenied',
    );
  });
});

const SCRIPT = `
import json, boto3
from botocore.exceptions import ClientError
from botocore.config import Config
config = Config(s3={'addressing_style': 'path'})
s3 = boto3.client('s3', config=config)
iam = boto3.client('iam')
out = {}
out['who'] = boto3.client('sts').get_caller_identity()['Account']
s3.put_object(Bucket='app-logs', Key='boto/é 1.txt', Body=b'from boto3')
out['body'] = s3.get_object(Bucket='app-logs', Key='boto/é 1.txt')['Body'].read().decode()
out['keys'] = [o['Key'] for o in s3.list_objects_v2(Bucket='app-logs', Prefix='boto/')['Contents']]
out['region'] = s3.get_bucket_location(Bucket='app-logs')['LocationConstraint']
pages = iam.get_paginator('get_account_authorization_details').paginate(PaginationConfig={'PageSize': 2})
out['roles'] = sorted(r['RoleName'] for p in pages for r in p['RoleDetailList'])
for name, call in {
    'missing': lambda: iam.get_role(RoleName='nobody'),
    'bucket': lambda: s3.head_bucket(Bucket='no-such-bucket'),
    'denied': lambda: s3.put_object(Bucket='acme-invoices', Key='x', Body=b'x'),
    'unserved': lambda: iam.list_signing_certificates(),
}.items():
    try: call()
    except ClientError as e: out[name] = [e.response['Error']['Code'], e.response['ResponseMetadata']['HTTPStatusCode']]
print(json.dumps(out))
`;

/** A role of another account that a workload may take, as the inventory reads it. */
async function roleForProgram() {
  const { iam } = await practice.admin(ACME.data);
  const trust = trusts(roleArn(ACME.prod, 'deploy'));
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'by-program',
      AssumeRolePolicyDocument: documentOf(trust),
    }),
  );
  const prod = await practice.admin(ACME.prod);
  await prod.iam.send(
    new PutRolePolicyCommand({
      RoleName: 'deploy',
      PolicyName: 'asks',
      PolicyDocument: documentOf({
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Resource: roleArn(ACME.data, 'by-program'),
      }),
    }),
  );
  const use = programUseOf(
    {
      RoleName: 'by-program',
      Path: '/',
      Arn: roleArn(ACME.data, 'by-program'),
      RoleId: 'AROAEXAMPLE',
      AssumeRolePolicyDocument: JSON.parse(documentOf(trust)),
    },
    { endpointUrl: practice.url },
  );
  if (!use || 'cause' in use) throw new Error('The role can be taken by a program.');
  return use;
}

describe('1.6: the lines by which a program takes a role', { timeout: 120_000 }, () => {
  const TAKEN = `arn:aws:sts::${ACME.data}:assumed-role/by-program/my-program`;
  let use: Awaited<ReturnType<typeof roleForProgram>>;
  beforeAll(async () => {
    use = await roleForProgram();
  });

  it('work in JavaScript', async () => {
    const ask = `import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
const sts = new STSClient({ region: "us-east-1", endpoint: "${practice.url}", credentials });
console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);`;
    const { stdout } = await run(
      process.execPath,
      ['--input-type=module', '-e', `${use.javascript}\n${ask}`],
      { env: await environment(roleArn(ACME.prod, 'deploy')) },
    );
    expect(stdout.trim()).toBe(TAKEN);
  });

  it.skipIf(!hasBoto3)('work in Python', async () => {
    const ask = `print(boto3.client("sts", endpoint_url="${practice.url}", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"], aws_session_token=keys["SessionToken"]).get_caller_identity()["Arn"])`;
    const { stdout } = await run('python3', ['-c', `${use.python}\n${ask}`], {
      env: await environment(roleArn(ACME.prod, 'deploy')),
    });
    expect(stdout.trim()).toBe(TAKEN);
  });
});

it.skipIf(!hasBoto3)('boto3 reads, writes and is refused as by AWS', async () => {
  const env = await environment(rootArn(ACME.data));
  const { stdout } = await run('python3', ['-c', SCRIPT], {
    env: { ...env, PYTHONIOENCODING: 'utf8' },
  });
  const out = JSON.parse(stdout);
  expect(out).toMatchObject({
    who: ACME.data,
    body: 'from boto3',
    keys: ['boto/é 1.txt'],
    region: 'eu-west-1',
    missing: ['NoSuchEntity', 404],
    bucket: ['404', 404],
    denied: ['AccessDenied', 403],
    unserved: ['NotImplemented', 501],
  });
  expect(out.roles).toContain('data-writer');
  expect(new Set(out.roles).size).toBe(out.roles.length);
});
