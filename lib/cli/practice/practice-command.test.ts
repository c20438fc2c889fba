import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CreateRoleCommand,
  GetRoleCommand,
  IAMClient,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import {
  account,
  arnOf,
  DATA,
  mayTake,
  role,
  TOOLING,
  trusts,
  user,
} from '../estate/test-accounts';
import { folderOf } from '../estate/test-folder';
import { practice } from '../practice';
import { type Line, PROGRAM, startCommand } from './test-process';

const scratch = mkdtempSync(path.join(tmpdir(), 'drawbridge-practice-'));
const inScratch = (name: string) => path.join(scratch, name);

beforeAll(() => {
  // The program is bundled by its first start.
  spawnSync(process.execPath, [PROGRAM, 'help']);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const configOf = ({ endpoint, accounts }: Line, at = 0) => {
  const { accessKeyId = '', secretAccessKey = '' } = accounts[at] ?? {};
  return {
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId, secretAccessKey },
  };
};

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const makeRole = (RoleName: string) =>
  new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust });

describe('drawbridge practice', () => {
  it('prints one line, with keys of an administrator of every account, and stops when told', async () => {
    const command = startCommand('--seed', 'small');
    const line = await command.line;
    expect(line.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(line.accounts).toHaveLength(2);
    for (const [at, one] of line.accounts.entries()) {
      expect(Object.keys(one)).toEqual(['id', 'name', 'accessKeyId', 'secretAccessKey']);
      const sts = new STSClient(configOf(line, at));
      const who = await sts.send(new GetCallerIdentityCommand({}));
      expect(who.Account).toBe(one.id);
      await new IAMClient(configOf(line, at)).send(new ListRolesCommand({}));
    }
    expect(await command.stop('SIGINT')).toBe(0);
    expect(command.said).toEqual({ stdout: `${JSON.stringify(line)}\n`, stderr: '' });
  });

  it('opens its control API to who set the token', async () => {
    vi.stubEnv('DRAWBRIDGE_PRACTICE_TOKEN', 'of-my-own-choice');
    const command = startCommand('--seed', 'small');
    vi.unstubAllEnvs();
    const line = await command.line;
    const ask = (token: string) =>
      fetch(`${line.endpoint}/_practice/worlds/cli/clock`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify({ advanceSeconds: 3600 }),
      });
    expect((await ask('of-another-choice')).status).toBe(401);
    const told = z
      .object({ now: z.iso.datetime() })
      .parse(await (await ask('of-my-own-choice')).json());
    expect(Date.parse(told.now)).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await command.stop()).toBe(0);
    expect(command.said.stdout).not.toContain('of-my-own-choice');
  });

  it('takes up its state again, even of a process that was killed', async () => {
    const file = inScratch('state');
    const first = startCommand('--seed', 'small', '--state', file);
    const line = await first.line;
    const iam = new IAMClient(configOf(line));
    const names = Array.from({ length: 20 }, (_, at) => `kept-${at}`);
    for (const name of names) await iam.send(makeRole(name));
    expect(await first.stop('SIGKILL')).toBeNull();
    expect(statSync(file).mode & 0o777).toBe(0o600);

    const second = startCommand('--state', file);
    const again = await second.line;
    expect(again.accounts).toEqual(line.accounts);
    const reader = new IAMClient(configOf(again));
    for (const RoleName of names) await reader.send(new GetRoleCommand({ RoleName }));
    await reader.send(makeRole('second'));
    expect(await second.stop()).toBe(0);

    const third = startCommand('--state', file, '--seed', 'org');
    const { Role } = await new IAMClient(configOf(await third.line)).send(
      new GetRoleCommand({ RoleName: 'second' }),
    );
    expect(Role?.RoleName).toBe('second');
    await third.stop();
    expect(third.said.stderr).toContain('so --seed is not read');
  });

  it('loses of a state whose last write was torn only that', async () => {
    const file = inScratch('torn');
    const first = startCommand('--seed', 'small', '--state', file);
    const iam = new IAMClient(configOf(await first.line));
    await iam.send(makeRole('whole'));
    await first.stop();
    const bytes = readFileSync(file);
    writeFileSync(
      file,
      Buffer.concat([bytes, Buffer.from('9999 cli:AAAA:account:1\n{"acc')]),
    );
    const second = startCommand('--state', file);
    const reader = new IAMClient(configOf(await second.line));
    await reader.send(new GetRoleCommand({ RoleName: 'whole' }));
    await second.stop();
    expect(readFileSync(file).includes('9999 cli')).toBe(false);
  });

  it('practises in a folder of accounts as AWS prints them, with their trust and their organization', async () => {
    const door = arnOf(DATA, 'role/door');
    const folder = folderOf({
      'accounts/data.json': account({
        RoleDetailList: [
          role(DATA, 'door', {
            trust: trusts({ AWS: arnOf(TOOLING, 'user/break-glass') }),
          }),
          role(DATA, 'shut', { trust: trusts({ AWS: arnOf(TOOLING, 'user/ana') }) }),
        ],
      }),
      'accounts/tooling.json': account({
        UserDetailList: [user(TOOLING, 'ana', { identity: mayTake(door) })],
      }),
    });
    const command = startCommand('--seed', folder);
    const line = await command.line;
    expect(command.said.stderr).toBe('');
    expect(line.accounts.map(({ id }) => id).sort()).toEqual([DATA, TOOLING].sort());
    const at = line.accounts.findIndex(({ id }) => id === TOOLING);
    const sts = new STSClient(configOf(line, at));
    const take = (RoleArn: string) =>
      sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'cli' }));
    const taken = await take(door);
    expect(taken.AssumedRoleUser?.Arn).toContain(':assumed-role/door/cli');
    await expect(take(arnOf(DATA, 'role/shut'))).rejects.toThrow('is not authorized');
    expect(await command.stop()).toBe(0);
  });
});

/** What the command says when it does not come to listen. */
async function refusalOf(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await practice(args, {
    stdout: (line) => out.push(line),
    stderr: (line) => err.push(line),
  });
  return { code, out, err };
}

describe('drawbridge practice, asked for what it cannot do', () => {
  it.each([
    [
      ['--bogus'],
      'there is no option --bogus; there are --port, --seed, --json, --state, --help',
    ],
    [['--port', 'x'], '--port x: a port is a number from 0 to 65535'],
    [['--port', '70000'], '--port 70000: a port is a number'],
    [['--seed', 'nope'], '--seed nope: there is no such seed or folder'],
    [['--state', ''], '--state needs the name of a file'],
    [
      ['--state', '/no/such/folder/file'],
      '/no/such/folder/file: there is no such folder',
    ],
    [['--state', import.meta.filename], 'is no state of practice accounts'],
    [['--seed', scratch], 'holds no account'],
    [['stray'], "Unexpected argument 'stray'"],
  ])('%j is one line, and exit code 2', async (args, line) => {
    const { code, out, err } = await refusalOf(...args);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(err).toHaveLength(1);
    expect(err[0]).toMatch(/^drawbridge: /);
    expect(err[0]).toContain(line);
  });

  it('a folder with a broken file names the place in the file', async () => {
    const folder = folderOf({ 'accounts/data.json': account({}) });
    writeFileSync(path.join(folder, 'accounts', 'bad.json'), '{\n  "RoleDetailList": [}');
    const { code, err } = await refusalOf('--seed', folder);
    expect(code).toBe(2);
    expect(err).toEqual([expect.stringContaining('bad.json: line 2, column 22')]);
  });

  it('a port that is taken is told', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, err } = await refusalOf('--port', port);
    expect(code).toBe(2);
    expect(err).toEqual([`drawbridge: --port ${port}: it is taken`]);
    other.close();
  });

  it('tells its options when asked', async () => {
    const { code, out, err } = await refusalOf('--help');
    expect(code).toBe(0);
    expect(err).toEqual([]);
    for (const option of ['--port', '--seed', '--json', '--state'])
      expect(out.join('\n')).toContain(option);
  });
});
