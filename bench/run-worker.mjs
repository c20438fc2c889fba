import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles a worker of this folder into dist; tells the file. */
export async function bundleWorker(root, name) {
  const outfile = path.join(root, 'dist', `bench-${name}.mjs`);
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, 'bench', `${name}-worker.ts`)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  });
  return outfile;
}

/** One measurement in a process of its own: the numbers it prints. */
export function runOnce(worker, args) {
  const ran = spawnSync(process.execPath, ['--no-warnings', worker, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 20,
  });
  if (ran.status !== 0) throw new Error(`The measurement ${args[0]} failed.`);
  return JSON.parse(ran.stdout);
}
