import os from 'node:os';
import { parseArgs } from 'node:util';
import { PASTED_PRACTICE_NOTE } from '@/lib/core/practice-note';
import { posixQuote } from '@/lib/credentials/formats';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { configHome, type Environment } from './console/config-home';
import { printable } from './console/printable';
import { takeCredentials } from './console/take-credentials';
import { EXIT_BAD_INPUT, type Io } from './io';
import { runProgram } from './run-program';
import { type CredentialServer, serveCredentials } from './serve/credential-server';
import { withoutCredentials } from './without-credentials';

const USAGE = 'usage: drawbridge serve ROLE [--port N] [-- COMMAND...]';
const LAST_PORT = 65_535;

type Wish = { role: string; port: number; command: string[] };

function readWish(args: string[]): Wish | 'help' | null {
  const dashes = args.includes('--') ? args.indexOf('--') : args.length;
  const command = args.slice(dashes + 1);
  if (dashes < args.length && command.length === 0) return null;
  try {
    const { values, positionals } = parseArgs({
      args: args.slice(0, dashes),
      allowPositionals: true,
      options: {
        port: { type: 'string', default: '0' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return 'help';
    const [role, ...more] = positionals;
    const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : LAST_PORT + 1;
    return role && more.length === 0 && port <= LAST_PORT
      ? { role, port, command }
      : null;
  } catch {
    return null;
  }
}

const variablesFor = (
  { url, token }: CredentialServer,
  { region, endpointUrl }: IssuedCredentials,
): [name: string, value: string][] => [
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI', url],
  ['AWS_CONTAINER_AUTHORIZATION_TOKEN', token],
  ['AWS_REGION', region],
  ['AWS_DEFAULT_REGION', region],
  ...(endpointUrl ? [['AWS_ENDPOINT_URL', endpointUrl] as [string, string]] : []),
];

/** Profiles come before the endpoint for AWS clients, so the program sees none. */
const NO_PROFILES = {
  AWS_CONFIG_FILE: os.devNull,
  AWS_SHARED_CREDENTIALS_FILE: os.devNull,
};

const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => resolve());
  });

async function show(wish: Wish, variables: [string, string][], io: Io): Promise<number> {
  const stopped = untilStopped();
  if (variables.some(([name]) => name === 'AWS_ENDPOINT_URL'))
    io.stdout(PASTED_PRACTICE_NOTE);
  for (const [name, value] of variables) io.stdout(`export ${name}=${posixQuote(value)}`);
  io.stderr(
    `drawbridge: programs with these variables act as ${printable(wish.role)} until you stop this by Ctrl-C. A [default] profile with credentials of its own would win.`,
  );
  await stopped;
  return 0;
}

/**
 * `drawbridge serve ROLE`: an endpoint on this computer where AWS clients get the credentials of
 * a role anew as long as it runs, by themselves or for one program alone.
 */
export async function serve(
  args: string[],
  io: Io,
  env: Environment = process.env,
): Promise<number> {
  const wish = readWish(args);
  if (!wish || wish === 'help') {
    (wish ? io.stdout : io.stderr)(USAGE);
    return wish ? 0 : EXIT_BAD_INPUT;
  }
  const complain = (line: string) => io.stderr(`drawbridge: ${line}`);
  const take = () => takeCredentials(configHome(env), wish.role);
  // Taken before it is offered: what cannot be had is told here and not to a program.
  const taken = await take();
  if (!taken.ok) return told(complain, taken.error.message);
  const server = await serveCredentials({ port: wish.port, take, complain });
  if (!server.ok) return told(complain, server.error);
  const variables = variablesFor(server.value, taken.value);
  const run = () => {
    if (wish.command.length === 0) return show(wish, variables, io);
    const own = { ...withoutCredentials(env), ...NO_PROFILES };
    return runProgram(wish.command, { ...own, ...Object.fromEntries(variables) }, io);
  };
  return run().finally(server.value.close);
}

function told(complain: (line: string) => void, message: string): number {
  complain(message);
  return 1;
}
