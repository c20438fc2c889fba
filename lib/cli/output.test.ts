import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  account,
  arnOf,
  DATA,
  mayTake,
  role,
  trusts,
  user,
} from './estate/test-accounts';
import { folderOf, newFolder } from './estate/test-folder';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PROGRAM = path.join(ROOT, 'bin', 'drawbridge.mjs');
const USERS = 10_000;
const DOOR = arnOf(DATA, 'role/door');

let folder = '';
let args: string[] = [];
beforeAll(() => {
  const identity = mayTake(DOOR);
  folder = folderOf({
    'accounts/data.json': account({
      RoleDetailList: [role(DATA, 'door', { trust: trusts({ AWS: DATA }) })],
      UserDetailList: Array.from({ length: USERS }, (_, at) =>
        user(DATA, `user-${String(at).padStart(5, '0')}`, { identity }),
      ),
    }),
  });
  args = [PROGRAM, 'who-can', DOOR, '--from', folder];
  // The program is bundled by its first start.
  spawnSync(process.execPath, [PROGRAM, 'help'], { cwd: ROOT });
});

const LAST = `  ${arnOf(DATA, `user/user-0${USERS - 1}`)}\n`;

/** The way a shell sets up a pipeline, and what its first part came to. */
const inShell = (tail: string) =>
  spawnSync(
    'bash',
    [
      '-c',
      `"$0" "$@" 2>"$ERRORS" | ${tail}; echo "\${PIPESTATUS[0]}"`,
      process.execPath,
      ...args,
    ],
    { encoding: 'utf8', env: { ...process.env, ERRORS: path.join(folder, 'errors') } },
  );
const errorsOf = () => readFileSync(path.join(folder, 'errors'), 'utf8');

async function readSlowly(words: string[]): Promise<{ code: unknown; text: string }> {
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  let text = '';
  for await (const chunk of child.stdout) {
    text += chunk;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return { code: await exited, text };
}

describe('the output of a long answer', () => {
  it('ends without a word when its reader has seen enough', () => {
    const { stdout } = inShell('head -1');
    expect(stdout).toBe(`${USERS} can take ${DOOR}.\n0\n`);
    expect(errorsOf()).toBe('');
  });

  it('ends without a word when nobody reads it', () => {
    expect(inShell('true').stdout).toBe('0\n');
    expect(errorsOf()).toBe('');
  });

  it('is whole in a file', () => {
    const file = path.join(newFolder(), 'out');
    const out = openSync(file, 'w');
    const { status } = spawnSync(process.execPath, args, {
      stdio: ['ignore', out, 'pipe'],
    });
    closeSync(out);
    const text = readFileSync(file, 'utf8');
    expect(status).toBe(0);
    expect(text.split('\n')).toHaveLength(USERS + 4);
    expect(text.endsWith(LAST)).toBe(true);
  });

  it('reaches a reader who is slow, whole', async () => {
    const { code, text } = await readSlowly(args);
    expect(code).toBe(0);
    expect(text.endsWith(LAST)).toBe(true);
    const { code: jsonCode, text: line } = await readSlowly([...args, '--json']);
    expect(jsonCode).toBe(0);
    expect(JSON.parse(line).answers).toHaveLength(USERS);
  });

  it.runIf(existsSync('/dev/full'))('says in one line that the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, args, {
      stdio: ['ignore', full, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'drawbridge: the output cannot be written: ENOSPC\n',
    });
  });
});
