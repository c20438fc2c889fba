import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  type DatabaseAccess,
  makeAccess,
  readAccess,
  SUPERUSER,
} from './database-access';
import type { DatabasePlace } from './database-place';
import {
  draftOf,
  installServerFiles,
  moveIntoPlace,
  type ServerFiles,
} from './server-files';

/** A database cluster on disk and the programs that serve it. */
export type Cluster = {
  place: DatabasePlace;
  files: ServerFiles;
  /** PostgreSQL's data directory. */
  data: string;
  access: DatabaseAccess;
};

const run = promisify(execFile);

/** Nothing of ours: neither secrets nor PG* variables that would change what the server does. */
function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return {
    NODE_ENV: 'production',
    ...(PATH ? { PATH } : {}),
    ...(SystemRoot ? { SystemRoot } : {}),
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

/** How a program of the server is started: as the database's user, in its folder. */
export function asDatabaseUser({ home, runAs }: DatabasePlace) {
  const identity = runAs ? { uid: runAs.uid, gid: runAs.gid } : {};
  return { ...identity, cwd: home, env: serverEnvironment(), windowsHide: true };
}

function writePasswordFile(place: DatabasePlace, password: string, file: string): string {
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  if (place.runAs) chownSync(file, place.runAs.uid, place.runAs.gid);
  return file;
}

async function runInitdb(
  place: DatabasePlace,
  files: ServerFiles,
  draft: string,
  passwordFile: string,
): Promise<void> {
  const args = [
    `--pgdata=${draft}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  await run(files.initdb, args, asDatabaseUser(place)).catch((error: unknown) => {
    const { stderr, message } = error as { stderr?: string; message: string };
    const words = stderr?.trim() || message;
    throw new Error(`The database could not be made in ${place.home}: ${words}`, {
      cause: error,
    });
  });
}

/** Made aside and moved into place, so that a half-made cluster is never taken for one. */
async function makeData(
  place: DatabasePlace,
  files: ServerFiles,
  data: string,
  superuserPassword: string,
): Promise<void> {
  const draft = draftOf(data);
  mkdirSync(draft, { mode: 0o700 });
  if (place.runAs) chownSync(draft, place.runAs.uid, place.runAs.gid);
  const passwordFile = writePasswordFile(place, superuserPassword, `${draft}.password`);
  try {
    await runInitdb(place, files, draft, passwordFile);
    moveIntoPlace(draft, data);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The cluster of a place, made when there is none yet. Safe to do from two processes at once. */
export async function prepareCluster(
  place: DatabasePlace,
  log: (line: string) => void,
): Promise<Cluster> {
  const files = installServerFiles(place);
  const data = path.join(place.home, 'data');
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    log('Making the database (once)…');
    const { superuserPassword } = makeAccess(place.dataDir);
    await makeData(place, files, data, superuserPassword);
  }
  return { place, files, data, access: readAccess(place.dataDir) };
}
