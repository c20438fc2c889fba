import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** Bundles lib/cli into dist; the database client is generated first, because lib/db imports it. */
export async function bundleCli(root) {
  const generate = path.join(root, 'prisma', 'generate.mjs');
  const made = spawnSync(process.execPath, [generate], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error('The database client could not be generated.');
  await build({
    absWorkingDir: root,
    entryPoints: { cli: path.join(root, 'lib', 'cli', 'main.ts') },
    outdir: path.join(root, 'dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    alias: { 'server-only': path.join(root, 'lib', 'server', 'empty.ts') },
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  const now = new Date();
  utimesSync(path.join(root, 'dist', 'cli.mjs'), now, now);
}
