import { spawn } from 'node:child_process';
import os from 'node:os';
import type { Environment } from './console/config-home';
import type { Io } from './io';

const EXIT_NOT_FOUND = 127;
const EXIT_NOT_RUN = 126;
/** Added to the number of the signal that ended a program, as shells do. */
const EXIT_BY_SIGNAL = 128;

/** A terminal sends these to the whole group: the program has them already. */
const OF_TERMINAL = new Set<NodeJS.Signals>(['SIGINT', 'SIGQUIT']);
const PASSED_ON = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a program in our place: our input and output, the signals we get, its exit code. */
export function runProgram(command: string[], env: Environment, io: Io): Promise<number> {
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
