import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const STOP_MS = 8000;
const SERVE_TRIES = 600;
const TRY_EVERY_MS = 100;

type WebOptions = {
  /** Arguments for node: the program and its own. */
  args: string[];
  root: string;
  env: NodeJS.ProcessEnv;
  /** Shows everything that the process prints; otherwise its log lines alone. */
  isVerbose: boolean;
};

/**
 * Starts the web server as a process. It keeps a channel to this one and ends when that breaks,
 * so that a supervisor that was killed leaves no server behind.
 */
export function spawnWeb({ args, root, env, isVerbose }: WebOptions): ChildProcess {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', isVerbose ? 'inherit' : 'pipe', 'inherit', 'ipc'],
  });
  if (child.stdout) {
    // Must be read: a pipe that is full stops the server at its next log line.
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => line.startsWith('{') && process.stdout.write(`${line}\n`));
  }
  return child;
}

/** Says to the web server what it waits for; one that has ended is found by `untilServed`. */
export const tellEnvironment = (child: ChildProcess, env: Record<string, string>): void =>
  void child.send(env, () => undefined);

export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** Resolves with the exit code; 1 when a signal ended it. */
export const endOf = (child: ChildProcess) =>
  new Promise<number>((resolve) => {
    if (hasEnded(child)) return resolve(child.exitCode ?? 1);
    child.once('exit', (code) => resolve(code ?? 1));
  });

/** Asks the process to stop, and makes it after eight seconds. */
export async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await endOf(child);
  clearTimeout(force);
}

/** Waits until the server answers. */
export async function untilServed(
  port: number,
  web: ChildProcess,
  signal: AbortSignal,
): Promise<void> {
  for (let tries = 0; tries < SERVE_TRIES; tries += 1) {
    signal.throwIfAborted();
    const response = await fetch(`http://127.0.0.1:${port}/api/healthz`, {
      signal: AbortSignal.timeout(5000),
    }).catch(() => null);
    // Looked at after the answer: it may have come from another program on this port.
    if (hasEnded(web)) throw new Error('The web server stopped while starting.');
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
  throw new Error('The web server did not answer within a minute.');
}
