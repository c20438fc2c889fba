import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** The operating-system user that PostgreSQL runs as; it refuses to run as root. */
type RunAs = { uid: number; gid: number; name: string };

export type DatabasePlace = {
  /** The console's own folder: database.json and where. */
  dataDir: string;
  /** Folder of the cluster and the server's files; belongs to the database's user. */
  home: string;
  /** Null: PostgreSQL runs as the user that runs this process. */
  runAs: RunAs | null;
};

const SYSTEM_HOMES = '/var/lib/drawbridge';
const NOBODY = 65_534;
const HASH_DIGITS = 12;

const isRoot = () => process.getuid?.() === 0;

/** The user `postgres` of this machine, else nobody. Null when this process is not root. */
function databaseUser(): RunAs | null {
  if (!isRoot()) return null;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [name = 'nobody', , uid, gid] = line?.split(':') ?? [];
  return { name, uid: Number(uid ?? NOBODY), gid: Number(gid ?? NOBODY) };
}

/** Asks as that user: permission bits alone do not tell about ACLs and mounts. */
function canEnter(folder: string, { uid, gid }: RunAs): boolean {
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], {
    uid,
    gid,
    cwd: '/',
    stdio: 'ignore',
  });
  if (error)
    throw new Error(
      `PostgreSQL does not run as root, and this process may not become another user (${error.message}). Start the console as an ordinary user.`,
    );
  return status === 0;
}

function systemHomeOf(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex');
  return path.join(SYSTEM_HOMES, digest.slice(0, HASH_DIGITS));
}

/** Where an earlier start put the cluster of this data folder. */
function findSettledHome(dataDir: string, localHome: string): string | null {
  const whereFile = path.join(dataDir, 'where');
  if (!existsSync(whereFile)) return existsSync(localHome) ? localHome : null;
  const home = readFileSync(whereFile, 'utf8').trim();
  if (!existsSync(home))
    throw new Error(
      `${whereFile} says that the database is in ${home}, which is not there. Put that folder back, or delete ${whereFile} to begin with an empty database.`,
    );
  return home;
}

function settle(dataDir: string, runAs: RunAs | null): string {
  const localHome = path.join(dataDir, 'database');
  const settled = findSettledHome(dataDir, localHome);
  if (settled) return settled;
  if (!runAs || canEnter(dataDir, runAs)) return localHome;
  const home = systemHomeOf(dataDir);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  chmodSync(SYSTEM_HOMES, 0o711);
  writeFileSync(path.join(dataDir, 'where'), `${home}\n`);
  return home;
}

/** Root runs an existing cluster as the user it belongs to, whoever that is. */
function ownerOfCluster(home: string): RunAs | null {
  const data = path.join(home, 'data');
  if (!isRoot() || !existsSync(data)) return null;
  const { uid, gid } = statSync(data);
  return uid === 0 ? null : { uid, gid, name: `number ${uid}` };
}

function makeHome(home: string, runAs: RunAs | null): void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (!runAs) return;
  chownSync(home, runAs.uid, runAs.gid);
  if (!canEnter(home, runAs))
    throw new Error(
      `The database is in ${home}, which the user ${runAs.name} cannot enter. Let that user pass through the folders above it (chmod o+x).`,
    );
}

/**
 * Decides where the cluster of a data folder lives, makes the folder and hands it to the user
 * that PostgreSQL runs as. Decided once: later starts find the same place.
 *
 * It is `<dataDir>/database`. When this process is root and the database's user cannot reach
 * that (everything under /root, for instance), it is a folder under /var/lib/drawbridge that
 * `<dataDir>/where` names.
 *
 * @throws with a sentence for the operator when the place cannot be used.
 */
export function prepareDatabasePlace(dataDir: string): DatabasePlace {
  const user = databaseUser();
  try {
    // Only the database's user has to pass through; every file in it has its own rights.
    mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
    const realDataDir = realpathSync(dataDir);
    const home = settle(realDataDir, user);
    const runAs = ownerOfCluster(home) ?? user;
    makeHome(home, runAs);
    return { dataDir: realDataDir, home: realpathSync(home), runAs };
  } catch (error) {
    const { code, path: place } = error as NodeJS.ErrnoException;
    if (code !== 'EACCES' && code !== 'EPERM') throw error;
    throw new Error(
      `This user may not use ${place ?? dataDir}. Give the folder to the user that starts the console, or set DRAWBRIDGE_DATA_DIR to another one.`,
      { cause: error },
    );
  }
}
