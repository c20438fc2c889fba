import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

export const PRIVATE = 0o600;

/** Writes a file that only its owner reads unless said otherwise, whole or not at all. */
export function writePrivate(file: string, text: string | Buffer, mode = PRIVATE): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    writeFileSync(draft, text, { mode: PRIVATE, flag: 'wx' });
    if (mode !== PRIVATE) chmodSync(draft, mode);
    renameSync(draft, file);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The text of a file; null when there is none. */
export function readIfThere(
  file: string,
  encoding: BufferEncoding = 'utf8',
): string | null {
  try {
    return readFileSync(file, encoding);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null; // all of fs throws these
    throw error;
  }
}
