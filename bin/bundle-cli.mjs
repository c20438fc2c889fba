import { spawnSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** What the practice accounts need of packages, as modules that are cheap to load. */
const BUNDLED = {
  zod: 'zod/index.js',
  'fast-xml-parser': 'fast-xml-parser/src/fxp.js',
  '@smithy/core/schema': '@smithy/core/dist-es/submodules/schema/index.js',
  '@smithy/core/client': '@smithy/core/dist-es/submodules/client/index.js',
  '@smithy/core/transport': '@smithy/core/dist-es/submodules/transport/index.js',
};

/**
 * Loading packages whole is most of what a start of the practice accounts would cost. Of the
 * SDK's clients they read only the operation schemas.
 */
const lightImports = (root) => {
  const at = (...steps) => ({ path: path.join(root, 'node_modules', ...steps) });
  return {
    name: 'light-imports',
    setup({ onResolve }) {
      onResolve({ filter: /^@aws-sdk\/client-[a-z0-9]+$/ }, ({ path: name, importer }) =>
        importer.endsWith(path.join('practice', 'wire', 'models.ts'))
          ? at(name, 'dist-es', 'schemas', 'schemas_0.js')
          : undefined,
      );
      onResolve(
        { filter: /^(@smithy\/core\/|zod$|fast-xml-parser$)/ },
        ({ path: name }) => (BUNDLED[name] ? at(BUNDLED[name]) : undefined),
      );
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
