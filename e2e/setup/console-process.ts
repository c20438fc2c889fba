import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { consoleUrl, readAccess } from '@/lib/db/database-access';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** A running console and how to reach its parts. */
export type ConsoleFacts = {
  origin: string;
  dataDir: string;
  firstRunLink: string | null;
  practice: { url: string; controlToken: string };
  databaseUrl: string;
};

export type ConsoleProcess = ConsoleFacts & {
  child: ChildProcess;
  /** SIGTERM, as an operator would. */
  stop(): Promise<void>;
  /** SIGKILL to the supervisor and its web process. */
  kill(): Promise<void>;
};

type Options = { dataDir?: string; port?: number; env?: Record<string, string> };

const exited = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

/** Starts `drawbridge start` with a data folder of its own and waits until it serves. */
export async function startConsole(options: Options = {}): Promise<ConsoleProcess> {
  const dataDir =
    options.dataDir ?? mkdtempSync(path.join(os.tmpdir(), 'drawbridge-e2e-'));
  const controlToken = randomBytes(24).toString('base64url');
  const child = spawn(
    process.execPath,
    [path.join(ROOT, 'bin/drawbridge.mjs'), 'start'],
    {
      cwd: ROOT,
      detached: true,
      env: {
        ...process.env,
        DRAWBRIDGE_DATA_DIR: dataDir,
        DRAWBRIDGE_PRACTICE_TOKEN: controlToken,
        DRAWBRIDGE_ORIGIN: '',
        DATABASE_URL: '',
        PORT: String(options.port ?? 4300),
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => appendFileSync(printedIn(dataDir), chunk));
  const said = await untilReady(child);
  return {
    child,
    origin: find(said, /ready at (\S+)/),
    dataDir,
    firstRunLink: /Open (\S+#\S+)/.exec(said)?.[1] ?? null,
    practice: { url: find(said, /Practice accounts: (\S+)/), controlToken },
    databaseUrl: databaseUrlOf(dataDir),
    stop: async () => {
      child.kill('SIGTERM');
      await exited(child);
    },
    kill: async () => {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await exited(child);
    },
  };
}

/** Where everything is kept that a console prints: its log. */
export const printedIn = (dataDir: string): string => path.join(dataDir, 'printed.log');

function find(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (!found) throw new Error(`The console did not say ${pattern}:\n${text}`);
  return found;
}

function databaseUrlOf(dataDir: string): string {
  const access = readAccess(dataDir);
  if (access.port === null) throw new Error('The database was never started.');
  return consoleUrl(access, access.port);
}

/** What the console printed up to the line after which everything is said. */
function untilReady(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      if (/Press Ctrl\+C to stop/.test(said)) resolve(said);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', () =>
      reject(new Error(`The console stopped while starting:\n${said}`)),
    );
  });
}
