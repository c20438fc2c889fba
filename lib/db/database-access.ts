import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  linkSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import * as z from 'zod';

/** What `<dataDir>/database.json` holds. The console's role is not the superuser. */
const DatabaseAccess = z.object({
  /** Last port on 127.0.0.1; tried first, so that it stays the same. Null: never started. */
  port: z.number().int().nullable(),
  password: z.string().min(1),
  superuserPassword: z.string().min(1),
});
export type DatabaseAccess = z.infer<typeof DatabaseAccess>;

export const SUPERUSER = 'postgres';
export const CONSOLE_ROLE = 'drawbridge';
export const CONSOLE_DATABASE = 'drawbridge';

const PASSWORD_BYTES = 24;
const fileIn = (dataDir: string) => path.join(dataDir, 'database.json');
const newPassword = () => randomBytes(PASSWORD_BYTES).toString('base64url');

function writeDraft(dataDir: string, access: DatabaseAccess): string {
  const draft = `${fileIn(dataDir)}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, `${JSON.stringify(access, null, 2)}\n`, {
    mode: 0o600,
    flush: true,
  });
  // Root may start what an ordinary user started before, and the other way round.
  if (process.getuid?.() === 0) {
    const { uid, gid } = statSync(dataDir);
    chownSync(draft, uid, gid);
  }
  return draft;
}

/** The passwords of this data folder's cluster, made up when there is none. */
export function makeAccess(dataDir: string): DatabaseAccess {
  if (!existsSync(fileIn(dataDir))) {
    const draft = writeDraft(dataDir, {
      port: null,
      password: newPassword(),
      superuserPassword: newPassword(),
    });
    try {
      linkSync(draft, fileIn(dataDir)); // fails when another process was first
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return readAccess(dataDir);
}

/** @throws with a sentence for the operator when the file is missing or spoilt. */
export function readAccess(dataDir: string): DatabaseAccess {
  const file = fileIn(dataDir);
  if (!existsSync(file))
    throw new Error(
      `${file} is missing: it holds the password of the database that stands there. Put it back from a copy.`,
    );
  try {
    return DatabaseAccess.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new Error(
      `${file} cannot be read as it was written. Put it back from a copy.`,
      {
        cause: error,
      },
    );
  }
}

export function rememberPort(dataDir: string, port: number): void {
  const access = readAccess(dataDir);
  if (access.port === port) return;
  renameSync(writeDraft(dataDir, { ...access, port }), fileIn(dataDir));
}

export const superuserUrl = (access: DatabaseAccess, port: number) =>
  `postgresql://${SUPERUSER}:${access.superuserPassword}@127.0.0.1:${port}/postgres`;

export const consoleUrl = (access: DatabaseAccess, port: number) =>
  `postgresql://${CONSOLE_ROLE}:${access.password}@127.0.0.1:${port}/${CONSOLE_DATABASE}`;
