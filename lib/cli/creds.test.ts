import { execFile, spawnSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromProcess } from '@aws-sdk/credential-providers';
import { describe, expect, it, vi } from 'vitest';
import { useConsole } from '@/lib/server/test-console';
import { filesIn, personAt, signedInAt, spawnCommand } from './console/test-person';
import { creds } from './creds';

const console = useConsole();
const ROLE = 'Data/data-read';
const NOT_SIGNED_IN = 'drawbridge: not signed in. Run: drawbridge login';
const signedIn = () => signedInAt(console());

/** How often the person was given credentials. */
const issuesOf = (userId: string) =>
  console().world.database.prisma.credentialIssue.count({ where: { userId } });

describe('credentials of a role', () => {
  it('are what an AWS client takes from its credential_process', async () => {
    const person = await signedIn();
    const { code, out, errors } = await person.run(creds, ROLE, '--format', 'process');
    expect({ code, errors, lines: out.length }).toEqual({
      code: 0,
      errors: [],
      lines: 1,
    });
    const printed = JSON.parse(out[0] ?? '');
    expect(Object.keys(printed)).toEqual([
      'Version',
      'AccessKeyId',
      'SecretAccessKey',
      'SessionToken',
      'Expiration',
      'AccountId',
    ]);
    expect(printed.Version).toBe(1);
    expect(printed.AccountId).toBe('444455556666');
    expect(printed.Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  });

  it('work in an SDK client that runs the command itself', async () => {
    const person = await signedIn();
    const config = path.join(person.home, 'aws-config');
    writeFileSync(
      config,
      `[profile reader]\ncredential_process = "${process.execPath}" "${person.bin}" creds ${ROLE} --format process\n`,
    );
    for (const [name, value] of [
      ['AWS_CONFIG_FILE', config],
      ['XDG_CONFIG_HOME', person.env['XDG_CONFIG_HOME']],
    ] as const)
      vi.stubEnv(name, value);
    const sts = new STSClient({
      region: 'eu-west-1',
      endpoint: console().world.practice.url,
      credentials: fromProcess({ profile: 'reader' }),
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    vi.unstubAllEnvs();
    expect(Arn).toMatch(
      /^arn:aws:sts::444455556666:assumed-role\/data-read\/db-mei[a-z0-9-]+$/,
    );
  });

  it.skipIf(spawnSync('aws', ['--version']).status !== 0)(
    'work in the AWS CLI, when it is on this machine',
    async () => {
      const person = await signedIn();
      const config = path.join(person.home, 'aws-config');
      const command = `"${process.execPath}" "${person.bin}" creds ${ROLE} --format process`;
      writeFileSync(
        config,
        `[profile reader]\nregion = eu-west-1\nendpoint_url = ${console().world.practice.url}\ncredential_process = ${command}\n`,
      );
      const args = ['sts', 'get-caller-identity', '--profile', 'reader'];
      const { stdout } = await promisify(execFile)('aws', args, {
        env: { ...process.env, ...person.env, AWS_CONFIG_FILE: config },
      });
      expect(JSON.parse(stdout).Arn).toContain(':assumed-role/data-read/db-mei');
    },
  );

  it.each([
    ['env', /^export AWS_ACCESS_KEY_ID="ASIA/m],
    ['fish', /^set -gx AWS_ACCESS_KEY_ID "ASIA/m],
    ['powershell', /^\$Env:AWS_ACCESS_KEY_ID="ASIA/m],
    ['cmd', /^SET AWS_ACCESS_KEY_ID=ASIA/m],
    ['dotenv', /^AWS_ACCESS_KEY_ID=ASIA/m],
    ['file', /^\[444455556666_data-read\]\naws_access_key_id = ASIA/m],
    ['json', /"AssumedRoleUser"/],
  ])('come as %s', async (format, expected) => {
    const person = await signedIn();
    const arn = 'arn:aws:iam::444455556666:role/data-read';
    const { code, out } = await person.run(creds, arn, '--format', format);
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(expected);
  });

  it('are asked for once while they last, also by many commands at a time', async () => {
    const person = await signedIn();
    const ask = () => person.run(creds, ROLE, '--format', 'process');
    const answers = await Promise.all(Array.from({ length: 12 }, ask));
    expect(new Set(answers.map(({ out }) => out[0])).size).toBe(1);
    expect(answers.every(({ code }) => code === 0)).toBe(true);
    const processes = await Promise.all(
      Array.from({ length: 3 }, () =>
        spawnCommand(['creds', ROLE, '--format', 'process'], person.env),
      ),
    );
    for (const { out } of processes) expect(out).toBe(`${answers[0]?.out[0]}\n`);
    expect(await issuesOf(person.userId)).toBe(1);
  });

  it('are asked for anew with a quarter of an hour left', async () => {
    const person = await signedIn();
    const ask = async () =>
      JSON.parse((await person.run(creds, ROLE, '--format', 'process')).out[0] ?? '');
    const first = await ask();
    vi.useFakeTimers({
      toFake: ['Date'],
      now: Date.parse(first.Expiration) - 16 * 60_000,
    });
    try {
      expect((await ask()).AccessKeyId).toBe(first.AccessKeyId);
      vi.setSystemTime(Date.parse(first.Expiration) - 14 * 60_000);
      expect((await ask()).AccessKeyId).not.toBe(first.AccessKeyId);
    } finally {
      vi.useRealTimers();
    }
    expect(await issuesOf(person.userId)).toBe(2);
  });

  it('are kept so that no file of theirs shows them', async () => {
    const person = await signedIn();
    const { out } = await person.run(creds, ROLE, '--format', 'process');
    const { SecretAccessKey, SessionToken, AccessKeyId } = JSON.parse(out[0] ?? '');
    const files = filesIn(person.home);
    const bytes = files.map((file) => readFileSync(file, 'latin1')).join();
    for (const secret of [SecretAccessKey, SessionToken, AccessKeyId]) {
      expect(bytes).not.toContain(secret);
      expect(bytes).not.toContain(Buffer.from(secret).toString('base64').slice(4, 40));
    }
    for (const file of files) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(files.filter((file) => file.endsWith('.lock'))).toEqual([]);
  });

  it('are refused in one line and with nothing on stdout when nobody is signed in', async () => {
    const person = personAt(console());
    const args = ['creds', ROLE, '--format', 'process'];
    const ended = await spawnCommand(args, person.env);
    expect(ended).toEqual({ code: 1, out: '', errors: `${NOT_SIGNED_IN}\n` });
  });

  it('are refused when the token was ended elsewhere', async () => {
    const person = await signedIn();
    await console().world.database.prisma.token.deleteMany({
      where: { userId: person.userId },
    });
    const ended = await person.run(creds, ROLE, '--format', 'process');
    expect(ended).toEqual({ code: 1, out: [], errors: [NOT_SIGNED_IN] });
  });

  it('are refused for a role that the person may not take', async () => {
    const person = await signedIn();
    const ended = await person.run(creds, 'Data/nothing', '--format', 'process');
    expect(ended).toMatchObject({ code: 1, out: [] });
    expect(ended.errors).toEqual([
      'drawbridge: you may not take Data/nothing. See: drawbridge roles',
    ]);
  });

  it.each([
    ['no role', ['--format', 'process']],
    ['no form', [ROLE]],
    ['a form that is none', [ROLE, '--format', 'xml']],
    ['a form of every object', [ROLE, '--format', 'constructor']],
    ['two roles', [ROLE, ROLE, '--format', 'process']],
  ])('are not asked for with %s', async (_what, args) => {
    const ended = await personAt(console()).run(creds, ...args);
    expect(ended).toMatchObject({ code: 2, out: [] });
    expect(ended.errors.join()).toContain(
      'usage: drawbridge creds ROLE --format process|',
    );
  });
});
