import { spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { useConsole } from '@/lib/server/test-console';
import { signedInAt, spawnCommand } from './console/test-person';
import { newFolder } from './estate/test-folder';
import { withoutCredentials } from './without-credentials';

const console = useConsole();
const ROLE = 'Data/data-read';
const AS_READER = /:assumed-role\/data-read\/db-mei/;

/** The text of one form, as the command prints it. */
async function textAs(format: string): Promise<string> {
  const person = await signedInAt(console());
  const args = ['creds', ROLE, '--format', format];
  const { code, out } = await spawnCommand(args, person.env);
  expect(code).toBe(0);
  return out;
}

/** An environment without credentials, and a folder for its home. */
function emptyHome(): NodeJS.ProcessEnv {
  const keys = { accessKeyId: '', secretAccessKey: '' };
  return {
    ...withoutCredentials(commandEnvironment('', newFolder(), keys)),
    NODE_ENV: 'test',
  };
}

/** Runs beside us, with a file as its input: the accounts that it asks live in this process. */
async function ran(program: string, args: string[], env: NodeJS.ProcessEnv, input = '') {
  const file = path.join(newFolder(), 'input');
  writeFileSync(file, input);
  const fd = openSync(file, 'r');
  const child = spawn(program, args, { env, stdio: [fd, 'pipe', 'pipe'] });
  const [out, errors] = await Promise.all(
    [child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')),
  );
  closeSync(fd);
  return { out, errors };
}

const WHO = 'aws sts get-caller-identity --query Arn --output text';
const hasCli = isThere('aws', ['--version']);

const SHELLS: [shell: string, format: string, args: string[]][] = [
  ['bash', 'env', ['--norc', '--noprofile', '-i']],
  ['zsh', 'env', ['-f', '-i']],
  ['dash', 'env', []],
  ['fish', 'fish', ['--no-config', '-i']],
  ['pwsh', 'powershell', ['-NoProfile', '-NoLogo', '-Command', '-']],
];

describe('credentials pasted into a shell', () => {
  for (const [shell, format, args] of SHELLS)
    it.skipIf(!hasCli || !isThere(shell, ['-c', 'exit 0']))(
      `are what the AWS CLI in ${shell} acts by, and no profile`,
      async () => {
        const env = { ...emptyHome(), AWS_PROFILE: 'of-another' };
        const pasted = `${await textAs(format)}${WHO}\nexit\n`;
        const { out, errors } = await ran(shell, args, env, pasted);
        expect(out, errors).toMatch(AS_READER);
      },
    );
});

describe('credentials in a file', () => {
  it('are what a program acts by whose environment is read from it', async () => {
    const file = path.join(newFolder(), '.env');
    writeFileSync(file, await textAs('dotenv'));
    const program = `import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
      const { Arn } = await new STSClient().send(new GetCallerIdentityCommand());
      console.log(Arn);`;
    const args = [`--env-file=${file}`, '--input-type=module', '-e', program];
    const { out, errors } = await ran(process.execPath, args, emptyHome());
    expect(out, errors).toMatch(AS_READER);
  });

  it.skipIf(!hasCli)('are a profile of the AWS CLI, with its endpoint', async () => {
    const file = path.join(newFolder(), 'credentials');
    writeFileSync(file, await textAs('file'));
    const args = `${WHO} --profile 444455556666_data-read`.split(' ').slice(1);
    const env = { ...emptyHome(), AWS_SHARED_CREDENTIALS_FILE: file };
    const { out, errors } = await ran('aws', args, env);
    expect(out, errors).toMatch(AS_READER);
  });
});
