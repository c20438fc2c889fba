import { variablesOf } from '@/lib/credentials/formats';
import type { IssuedCredentials } from '@/lib/credentials/schema';
import { configHome, type Environment } from './console/config-home';
import { takeCredentials } from './console/take-credentials';
import { EXIT_BAD_INPUT, type Io } from './io';
import { runProgram } from './run-program';
import { withoutCredentials } from './without-credentials';

const USAGE = 'usage: drawbridge exec ROLE -- COMMAND...';

const environmentFor = (issued: IssuedCredentials, env: Environment): Environment => ({
  ...withoutCredentials(env),
  ...Object.fromEntries(
    variablesOf({ ...issued, expiresAt: new Date(issued.expiresAt) }),
  ),
});

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
  if (taken.ok) return runProgram(command, environmentFor(taken.value, env), io);
  io.stderr(`drawbridge: ${taken.error.message}`);
  return 1;
}
