import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Of the SDK the practice accounts read only the operation schemas, and loading whole clients
 * is most of what their start would cost; zod is bundled because few of its parts are used.
 */
const lightImports = (root) => {
  const modules = path.join(root, 'node_modules');
  return {
    name: 'light-imports',
    setup({ onResolve }) {
      onResolve({ filter: /^@aws-sdk\/client-[a-z]+$/ }, ({ path: name, importer }) =>
        importer.endsWith(path.join('practice', 'wire', 'models.ts'))
          ? { path: path.join(modules, name, 'dist-es', 'schemas', 'schemas_0.js') }
          : undefined,
      );
      onResolve({ filter: /^zod$/ }, () => ({
        path: path.join(modules, 'zod', 'index.js'),
      }));
    },
  };
};

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
    plugins: [lightImports(root)],
    alias: { 'server-only': path.join(root, 'lib', 'server', 'empty.ts') },
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  const now = new Date();
  utimesSync(path.join(root, 'dist', 'cli.mjs'), now, now);
}
