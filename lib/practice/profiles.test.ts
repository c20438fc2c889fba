import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromIni } from '@aws-sdk/credential-providers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ACME } from './seed/accounts';
import { documentOf, roleArn, rootArn, trusts, userArn } from './seed/document';
import { mfaSecretOf, mfaSerialOf } from './seed/mfa-seed';
import { stepAt, totpCode } from './sts/totp';
import { commandEnvironment, isThere } from './test-commands';
import { type Keys, startTestPractice } from './test-practice';

const hasCli = isThere('aws', ['--version']);
const ANNA = userArn(ACME.people, 'anna');
const EXTERNAL_ID = 'right-4711';

let practice: Awaited<ReturnType<typeof startTestPractice>>;
let folder: string;
let env: NodeJS.ProcessEnv;

const keyLines = ({ accessKeyId, secretAccessKey, sessionToken }: Keys): string[] => [
  `aws_access_key_id = ${accessKeyId}`,
  `aws_secret_access_key = ${secretAccessKey}`,
  ...(sessionToken ? [`aws_session_token = ${sessionToken}`] : []),
];

/** Prints what a profile's `credential_process` has to print. */
const processOf = ({ accessKeyId, secretAccessKey, sessionToken }: Keys): string =>
  `console.log(JSON.stringify(${JSON.stringify({
    Version: 1,
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
    Expiration: new Date(Date.now() + 3600_000).toISOString(),
  })}))`;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'practice-profiles-'));
  practice = await startTestPractice();
  const tooling = await practice.actAs(rootArn(ACME.tooling));
  const anna = await practice.actAs(ANNA);
  const ci = await practice.actAs(roleArn(ACME.tooling, 'ci-build'), {
    sessionName: 'build',
  });
  const data = await practice.admin(ACME.data);
  await data.iam.send(
    new CreateRoleCommand({
      RoleName: 'for-tooling',
      AssumeRolePolicyDocument: documentOf(
        trusts(rootArn(ACME.tooling), {
          StringEquals: { 'sts:ExternalId': EXTERNAL_ID },
        }),
      ),
    }),
  );
  const {
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _secret,
    ...without
  } = commandEnvironment(practice.url, folder, tooling);
  env = without;
  const script = path.join(folder, 'process.mjs');
  writeFileSync(script, processOf(ci));
  writeFileSync(
    path.join(folder, 'credentials'),
    ['[tooling]', ...keyLines(tooling), '[anna]', ...keyLines(anna)].join('\n'),
  );
  const crossing = (name: string, externalId: string) => [
    `[profile ${name}]`,
    `role_arn = ${roleArn(ACME.data, 'for-tooling')}`,
    'source_profile = tooling',
    `external_id = ${externalId}`,
    'role_session_name = by-profile',
  ];
  writeFileSync(
    path.join(folder, 'config'),
    [
      ...crossing('right', EXTERNAL_ID),
      ...crossing('wrong', 'guessed'),
      '[profile deploy]',
      `role_arn = ${roleArn(ACME.prod, 'deploy')}`,
      'source_profile = anna',
      `mfa_serial = ${mfaSerialOf(ANNA)}`,
      'role_session_name = with-mfa',
      '[profile process]',
      `credential_process = "${process.execPath}" "${script}"`,
    ].join('\n'),
  );
});
beforeEach(() => rmSync(path.join(folder, '.aws'), { recursive: true, force: true }));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await practice.stop();
});

/** Who a profile is; what the command says when it is refused. */
function whoIs(profile: string, typed = ''): Promise<string> {
  const args = ['sts', 'get-caller-identity', '--profile', profile, '--output', 'json'];
  return new Promise((resolve) => {
    // without a terminal of its own the command reads the code from its input
    const child = spawn('aws', args, { env, cwd: folder, detached: true });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        out += chunk;
      });
    child.on('close', () => resolve(out));
    child.stdin.end(typed);
  });
}

describe.skipIf(!hasCli)('the aws command', { timeout: 120_000 }, () => {
  it('3.4, 3.9: crosses by source_profile and external_id, and not with a wrong one', async () => {
    expect(await whoIs('right')).toContain(
      `arn:aws:sts::${ACME.data}:assumed-role/for-tooling/by-profile`,
    );
    expect(await whoIs('wrong')).toContain('(AccessDenied)');
  });

  it('asks for the code of mfa_serial, and is refused with a wrong one', async () => {
    const code = totpCode(mfaSecretOf(ANNA), stepAt(Date.now()));
    // The refusal comes first: the command keeps what it was given.
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await whoIs('deploy', `${wrong}\n`)).toContain('(AccessDenied)');
    expect(await whoIs('deploy', `${code}\n`)).toContain(
      `arn:aws:sts::${ACME.prod}:assumed-role/deploy/with-mfa`,
    );
  });

  it('takes keys from a credential_process', async () => {
    expect(await whoIs('process')).toContain(
      `arn:aws:sts::${ACME.tooling}:assumed-role/ci-build/build`,
    );
  });
});

it('is the same to the SDK: profiles with external_id, mfa_serial and credential_process', async () => {
  const whoHas = async (profile: string, code?: string) => {
    const credentials = fromIni({
      profile,
      filepath: path.join(folder, 'credentials'),
      configFilepath: path.join(folder, 'config'),
      ignoreCache: true,
      clientConfig: { endpoint: practice.url, region: 'us-east-1' },
      ...(code !== undefined && { mfaCodeProvider: async () => code }),
    });
    const sts = new STSClient({
      endpoint: practice.url,
      region: 'us-east-1',
      credentials,
    });
    return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
  };
  expect(await whoHas('right')).toContain('assumed-role/for-tooling/by-profile');
  await expect(whoHas('wrong')).rejects.toMatchObject({ name: 'AccessDenied' });
  // The code of the moment was used above: a code works once.
  const next = totpCode(mfaSecretOf(ANNA), stepAt(Date.now()) + 1);
  expect(await whoHas('deploy', next)).toContain('assumed-role/deploy/with-mfa');
  expect(await whoHas('process')).toContain('assumed-role/ci-build/build');
});
