#!/usr/bin/env node
// Starts the `drawbridge` command: bundles it when the sources are newer than the bundle.
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const bundle = path.join(root, 'dist', 'cli.mjs');
const SOURCES = ['lib', 'prisma', 'package-lock.json'];

function newestMs(entry) {
  const stats = statSync(entry);
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(entry)
    .filter((name) => name !== 'generated')
    .map((name) => newestMs(path.join(entry, name)));
  return Math.max(stats.mtimeMs, ...inside);
}

const sourcesMs = () =>
  Math.max(...SOURCES.map((name) => newestMs(path.join(root, name))));

if (
  existsSync(path.join(root, 'lib')) &&
  !(existsSync(bundle) && statSync(bundle).mtimeMs > sourcesMs())
) {
  const { bundleCli } = await import('./bundle-cli.mjs');
  await bundleCli(root);
}
const { main } = await import(pathToFileURL(bundle).href);
process.exitCode = await main(process.argv.slice(2), { root });
