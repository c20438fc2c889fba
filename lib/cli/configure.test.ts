import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromProcess } from '@aws-sdk/credential-providers';
import { describe, expect, it, vi } from 'vitest';
import { isThere } from '@/lib/practice/test-commands';
import { useConsole } from '@/lib/server/test-console';
import { refreshVendableRoles } from '@/lib/server/vendable-roles';
import { configure } from './configure';
import type { Environment } from './console/config-home';
import { personAt, signedInAt } from './console/test-person';
import { newFolder } from './estate/test-folder';

const console = useConsole();
const CONTEXT = { root: path.resolve(import.meta.dirname, '../..') };
const MINE = '# mine\n[default]\nregion = eu-west-1 ; caf\xc3\xa9\n';

/** A signed-in person with a configuration file of their own. */
async function someone(text: string | null = MINE) {
  const person = await signedInAt(console());
  const folder = newFolder();
  const file = path.join(folder, 'config');
  if (text !== null) writeFileSync(file, text, { encoding: 'latin1', mode: 0o600 });
  const env: Environment = { ...person.env, AWS_CONFIG_FILE: file };
  const read = () => readFileSync(file, 'latin1');
  const run = (...args: string[]) =>
    person.run((words, io) => configure(words, io, CONTEXT, env), ...args);
  return { ...person, folder, file, env, read, run };
}

describe('drawbridge configure', () => {
  it('writes a profile for each role and leaves the rest as it is', async () => {
    const { file, read, run, folder } = await someone();
    const { code, out, errors } = await run('--all');
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toEqual([
      expect.stringMatching(
        /config has \d+ profiles of ours now\. What stood there is in .+\.before-drawbridge\.$/,
      ),
    ]);
    expect(read().startsWith(MINE)).toBe(true);
    expect(read()).toContain(
      `[profile Data/data-read]\ncredential_process = ${process.execPath} `,
    );
    expect(read()).toContain(`endpoint_url = ${console().world.practice.url}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const backup = path.join(folder, 'config.before-drawbridge');
    expect(readFileSync(backup, 'latin1')).toBe(MINE);
    expect(readdirSync(folder)).toEqual(['config', 'config.before-drawbridge']);
  });

  it('changes nothing the second time', async () => {
    const { file, read, run } = await someone();
    await run('--all');
    const [text, before] = [read(), statSync(file)];
    const { code, out } = await run('--all');
    expect({ code, out: out.join() }).toEqual({
      code: 0,
      out: expect.stringContaining('Nothing has changed.'),
    });
    expect(read()).toBe(text);
    expect(statSync(file)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  it('takes away what the person may take no more', async () => {
    const { read, run } = await someone();
    await run('Data/data-read', 'Data/data-writer');
    const { world, ports, actor } = console();
    await world.database.prisma.roleGrant.deleteMany({
      where: { roleArn: { endsWith: '/data-writer' } },
    });
    expect(await run()).toMatchObject({ code: 0, errors: [] });
    expect(read()).toContain('[profile Data/data-read]');
    expect(read()).not.toContain('data-writer');
    await refreshVendableRoles(ports, actor.workspaceId);
  });

  it('only shows the lines in a dry run', async () => {
    const { read, run, folder } = await someone();
    const { code, out } = await run('Data/data-read', '--dry-run');
    expect(code).toBe(0);
    expect(out).toContain('[profile Data/data-read]');
    expect(read()).toBe(MINE);
    expect(readdirSync(folder)).toEqual(['config']);
  });

  it('overwrites no profile of somebody else, and says so', async () => {
    const text = '[profile Data/data-read]\nrole_arn = mine\n';
    const { read, run } = await someone(text);
    expect(await run('Data/data-read')).toMatchObject({
      code: 1,
      errors: [
        'drawbridge: left out Data/data-read: another profile of the file has this name',
      ],
    });
    expect(read()).toBe(text);
  });

  it('makes the file for its owner alone, and keeps the mode of one that others may read', async () => {
    const made = await someone(null);
    await made.run('Data/data-read');
    expect(statSync(made.file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${made.file}.before-drawbridge`)).toBe(false);
    const shared = await someone();
    chmodSync(shared.file, 0o644);
    await shared.run('Data/data-read');
    expect(statSync(shared.file).mode & 0o777).toBe(0o644);
  });

  it.each([true, false])(
    'writes where a link leads, that is there: %s',
    async (isThere) => {
      const { file, folder, run } = await someone(null);
      const dotfiles = path.join(folder, 'dotfiles');
      mkdirSync(dotfiles);
      symlinkSync(path.join('dotfiles', 'aws'), file);
      if (isThere) writeFileSync(path.join(dotfiles, 'aws'), MINE, 'latin1');
      expect(await run('Data/data-read')).toMatchObject({ code: 0, errors: [] });
      expect(lstatSync(file).isSymbolicLink()).toBe(true);
      expect(readFileSync(path.join(dotfiles, 'aws'), 'latin1')).toContain(
        'Data/data-read',
      );
    },
  );

  it('keeps every profile of two that are asked for at once', async () => {
    const { read, run } = await someone();
    await Promise.all([run('Data/data-read'), run('Data/data-writer')]);
    expect(read()).toContain('[profile Data/data-read]');
    expect(read()).toContain('[profile Data/data-writer]');
  });

  it('never touches the file of credentials, nor names one', async () => {
    const { env, folder, read, run } = await someone();
    const credentials = path.join(folder, 'credentials');
    writeFileSync(credentials, '[default]\n');
    env['AWS_SHARED_CREDENTIALS_FILE'] = credentials;
    await run('--all');
    expect(readFileSync(credentials, 'utf8')).toBe('[default]\n');
    expect(read()).not.toMatch(/aws_(access|secret|session)|dbr_/);
  });

  it('never writes the file of credentials, also where the configuration leads to it', async () => {
    const { env, folder, run } = await someone(null);
    const credentials = path.join(folder, 'credentials');
    writeFileSync(credentials, '[default]\n');
    symlinkSync(credentials, path.join(folder, 'config'));
    env['AWS_SHARED_CREDENTIALS_FILE'] = credentials;
    const { code, errors } = await run('--all');
    expect({ code, errors: errors.join() }).toEqual({
      code: 1,
      errors: expect.stringContaining('is the file of credentials'),
    });
    expect(readFileSync(credentials, 'utf8')).toBe('[default]\n');
    expect(readdirSync(folder).sort()).toEqual(['config', 'credentials']);
  });

  it('says in one line what is in the way', async () => {
    const { file, run } = await someone(null);
    mkdirSync(file);
    expect(await run('--all')).toEqual({
      code: 1,
      out: [],
      errors: [`drawbridge: ${file} cannot be written: EISDIR`],
    });
    const nobody = personAt(console());
    const ended = await nobody.run(
      (words, io) => configure(words, io, CONTEXT, nobody.env),
      '--all',
    );
    expect(ended).toEqual({
      code: 1,
      out: [],
      errors: ['drawbridge: not signed in. Run: drawbridge login'],
    });
    expect(await run('--all', 'Data/data-read')).toMatchObject({ code: 2, out: [] });
  });
});

const AS_READER = ':assumed-role/data-read/db-mei';

describe('the profile that was written', () => {
  it('works in the SDK', async () => {
    const { env, file, run } = await someone();
    await run('--all');
    vi.stubEnv('XDG_CONFIG_HOME', env['XDG_CONFIG_HOME']);
    const sts = new STSClient({
      region: 'eu-west-1',
      endpoint: console().world.practice.url,
      credentials: fromProcess({
        profile: 'Data/data-read',
        configFilepath: file,
      }),
    });
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    vi.unstubAllEnvs();
    expect(Arn).toContain(AS_READER);
  });

  it.skipIf(!isThere('aws', ['--version']))('works in the AWS CLI', async () => {
    const { env, run } = await someone();
    await run('--all');
    const args = ['sts', 'get-caller-identity', '--profile', 'Data/data-read'];
    const { stdout } = await promisify(execFile)('aws', args, {
      env: { ...process.env, ...env },
    });
    expect(JSON.parse(stdout).Arn).toContain(AS_READER);
  });

  it.skipIf(!isThere('python3', ['-c', 'import boto3']))('works in boto3', async () => {
    const { env, run } = await someone();
    await run('--all');
    const program =
      "import boto3; print(boto3.Session(profile_name='Data/data-read').client('sts').get_caller_identity()['Arn'])";
    const { stdout } = await promisify(execFile)('python3', ['-c', program], {
      env: { ...process.env, ...env },
    });
    expect(stdout).toContain(AS_READER);
  });
});
