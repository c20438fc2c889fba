import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { TestConsole } from '@/lib/server/test-console';
import { newFolder, run } from '../estate/test-folder';
import type { Io } from '../io';
import { login } from '../login';
import type { Environment } from './config-home';
import { readLogin } from './login-file';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const BIN = path.join(ROOT, 'bin/drawbridge.mjs');

/** What a browser does with the printed address when the person presses Allow or Refuse. */
async function answerInBrowser(
  { origin, actor }: TestConsole,
  line: string,
  cookie: string | null,
): Promise<void> {
  const request = Object.fromEntries(new URL(line.trim()).searchParams);
  const { redirectUri, state } = request;
  if (cookie === null) {
    await fetch(`${redirectUri}?error=access_denied&state=${state}`);
    return;
  }
  const allowed = await fetch(`${origin}/api/v1/cli/authorize`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin },
    body: JSON.stringify({ ...request, workspaceId: actor.workspaceId }),
  });
  const { redirectTo } = (await allowed.json()) as { redirectTo: string };
  await fetch(redirectTo);
}

/** A person at a computer of their own, with a browser that answers a sign-in by a cookie. */
export function personAt(console: TestConsole) {
  const folder = newFolder();
  const env: Environment = { ...process.env, XDG_CONFIG_HOME: folder };
  return {
    env,
    home: path.join(folder, 'drawbridge'),
    bin: BIN,
    run: (
      command: (args: string[], io: Io, env: Environment) => Promise<number>,
      ...args: string[]
    ) => run((words, io) => command(words, io, env), ...args),
    signIn: (cookie: string | null) =>
      run(
        (args, io) => {
          const stdout = (line: string) => {
            io.stdout(line);
            if (line.includes('/cli/authorize?'))
              void answerInBrowser(console, line, cookie);
          };
          return login(args, { ...io, stdout }, env);
        },
        '--server',
        console.origin,
        '--no-browser',
      ),
  };
}

type Ended = { code: number | null; out: string; errors: string };

/** Runs the command as the person's shell does; `signal` is sent once it has printed something. */
export function spawnCommand(
  args: string[],
  env: Environment,
  signal?: NodeJS.Signals,
): Promise<Ended> {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: env as NodeJS.ProcessEnv, // Next's types ask every environment for NODE_ENV
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk;
    if (signal) child.kill(signal);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk;
  });
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, out, errors })),
  );
}

/** Somebody whose computer is signed in. */
export async function signedInAt(console: TestConsole) {
  const { userId, cookie } = await console.addPerson();
  const person = personAt(console);
  await person.signIn(cookie);
  const login = readLogin(person.home);
  if (!login) throw new Error('The login is kept once the command has ended.');
  return { ...person, userId, login };
}

/** Every file below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
