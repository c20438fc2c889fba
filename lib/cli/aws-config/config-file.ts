import { readlinkSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Environment } from '../console/config-home';
import { PRIVATE, readIfThere, writePrivate } from '../console/private-file';

const LINKS_MAX = 40;

function pathIn(env: Environment, variable: string, usual: string): string {
  const named = env[variable];
  if (!named) return path.join(os.homedir(), '.aws', usual);
  return path.resolve(named.replace(/^~(?=\/)/, os.homedir()));
}

/** The shared configuration of AWS clients. */
export const configFile = (env: Environment): string =>
  pathIn(env, 'AWS_CONFIG_FILE', 'config');

/** Whether it is the file of credentials, by its name or by where links lead. */
export const isCredentialsFile = (file: string, env: Environment): boolean =>
  targetOf(file) === targetOf(pathIn(env, 'AWS_SHARED_CREDENTIALS_FILE', 'credentials'));

function linkOf(file: string): string | null {
  try {
    return path.resolve(path.dirname(file), readlinkSync(file));
  } catch {
    return null; // no link, or nothing at all
  }
}

/** The file that links lead to, also when it is not there yet: a link must stay one. */
function targetOf(file: string): string {
  let target = file;
  for (let links = 0; links < LINKS_MAX; links += 1) {
    const next = linkOf(target);
    if (next === null) return target;
    target = next;
  }
  return target;
}

/** A new file takes the place of the old one, so nothing else would ask whether that may be. */
function refuseReadOnly(mode: number): void {
  if ((mode & 0o222) === 0)
    throw Object.assign(new Error('The file is read-only.'), { code: 'EACCES' });
}

/** Bytes as letters one by one: what is no UTF-8 is written back as it was. */
const BYTES = 'latin1';

export type OpenedConfig = {
  file: string;
  text: string;
  /** Puts another text in its place; tells the file in which the old one is kept, if any. */
  replace(text: string): string | null;
};

/** @throws what the file system says */
export function openConfig(file: string): OpenedConfig {
  const target = targetOf(file);
  const bytes = readIfThere(target, BYTES);
  return {
    file,
    text: bytes ?? '',
    replace(text) {
      const mode = statSync(target, { throwIfNoEntry: false })?.mode ?? PRIVATE;
      refuseReadOnly(mode);
      const backup = bytes === null ? null : `${target}.before-drawbridge`;
      if (backup !== null) writePrivate(backup, Buffer.from(bytes ?? '', BYTES));
      writePrivate(target, Buffer.from(text, BYTES), mode & 0o777);
      return backup;
    },
  };
}
