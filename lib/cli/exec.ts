import { spawn } from 'node:child_process';
import os from 'node:os';
import { variablesOf } from '@/lib/credentials/formats';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { configHome, type Environment } from './console/config-home';
import { takeCredentials } from './console/take-credentials';
import { EXIT_BAD_INPUT, type Io } from './io';

const USAGE = 'usage: drawbridge exec ROLE -- COMMAND...';
const EXIT_NOT_FOUND = 127;
const EXIT_NOT_RUN = 126;
/** Added to the number of the signal that ended a program, as shells do. */
const EXIT_BY_SIGNAL = 128;

/** What would win over the credentials, or point a client at another account or endpoint. */
const DROPPED = [
  'AWS_PROFILE',
  'AWS_DEFAULT_PROFILE',
  'AWS_SECURITY_TOKEN',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];

function environmentFor(issued: IssuedCredentials, env: Environment): Environment {
  const kept = Object.entries(env).filter(
    ([name]) => !DROPPED.includes(name) && !name.startsWith('AWS_ENDPOINT_URL'),
  );
  const expiresAt = new Date(issued.expiresAt);
  return Object.fromEntries([...kept, ...variablesOf({ ...issued, expiresAt })]);
}

/** A terminal sends these to the whole group: the program has them already. */
const OF_TERMINAL = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT']);
const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

function run(command: string[], env: Environment, io: Io): Promise<number> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: env as NodeJS.ProcessEnv, // Next's types ask every environment for NODE_ENV
  });
  const passOn = (signal: NodeJS.Signals) => {
    if (!(process.stdin.isTTY && OF_TERMINAL.has(signal))) child.kill(signal);
  };
  for (const signal of PASSED_ON) process.on(signal, passOn);
  return new Promise<number>((resolve) => {
    child.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      io.stderr(`drawbridge: ${program}: ${code === 'ENOENT' ? 'not found' : message}`);
      resolve(code === 'ENOENT' ? EXIT_NOT_FOUND : EXIT_NOT_RUN);
    });
    child.once('exit', (code, signal) =>
      resolve(code ?? EXIT_BY_SIGNAL + (signal ? os.constants.signals[signal] : 0)),
    );
  }).finally(() => {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  });
}

/** `drawbridge exec ROLE -- COMMAND`: runs a program that acts as the role. */
export async function exec(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const [wish = '', dashes, ...command] = args;
  if (dashes !== '--' || wish.startsWith('-') || command.length === 0) {
    const isHelp = ['--help', '-h'].includes(wish);
    (isHelp ? io.stdout : io.stderr)(USAGE);
    return isHelp ? 0 : EXIT_BAD_INPUT;
  }
  const taken = await takeCredentials(configHome(env), wish);
  if (taken.ok) return run(command, environmentFor(taken.value, env), io);
  io.stderr(`drawbridge: ${taken.error.message}`);
  return 1;
}
