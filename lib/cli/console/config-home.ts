import os from 'node:os';
import path from 'node:path';

export type Environment = Record<string, string | undefined>;

/** The folder of the signed-in person's files, by the XDG convention. */
export function configHome(env: Environment): string {
  const named = env['XDG_CONFIG_HOME'] ?? '';
  // The convention says that a relative path is to be ignored.
  const base = path.isAbsolute(named) ? named : path.join(os.homedir(), '.config');
  return path.join(base, 'drawbridge');
}
