import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CliContext } from './command';

const INPUTS = [
  'package-lock.json',
  'app',
  'components',
  'lib',
  'prisma',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
];
const NOT_BUILT = /(^|\/)generated\/|\.test\.tsx?$/;

function filesUnder(root: string, name: string): string[] {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

/** A hash of all that the web build is made from. */
export function hashOfInputs(root: string): string {
  const hash = createHash('sha256');
  const names = INPUTS.flatMap((name) =>
    path.extname(name) ? [name] : filesUnder(root, name),
  );
  for (const name of names.filter((entry) => !NOT_BUILT.test(entry)).sort()) {
    const full = path.join(root, name);
    if (existsSync(full)) hash.update(name).update('\0').update(readFileSync(full));
  }
  return hash.digest('hex');
}

const stampOf = (root: string) => path.join(root, '.next', 'drawbridge-build');

/** Whether the built web part was made from other sources than these. */
export function isStale(root: string): boolean {
  const stamp = stampOf(root);
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== hashOfInputs(root);
}

/** Runs Next's build in a process of its own; resolves with its exit code. */
export async function build(root: string, signal?: AbortSignal): Promise<number> {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  signal?.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
  const code = await new Promise<number>((resolve) => {
    child.once('exit', (status) => resolve(status ?? 1));
  });
  if (code === 0) {
    mkdirSync(path.dirname(stampOf(root)), { recursive: true });
    writeFileSync(stampOf(root), hashOfInputs(root));
  }
  return code;
}

/** `drawbridge build` */
export async function buildCommand(
  _args: string[],
  { root }: CliContext,
): Promise<number> {
  return build(root);
}
