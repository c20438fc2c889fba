import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Keys } from './test-practice';

/**
 * Whether a command works on this machine; tests of it are left out where it does not. One that
 * is slow to answer is there.
 *
 * @param otherwise what is said then
 */
export function isThere(
  command: string,
  args: string[],
  otherwise = `not run: ${command} ${args.join(' ')} is not on this machine`,
  timeout = 30_000,
): boolean {
  const asked = JSON.stringify([command, ...args]);
  const there = answers.get(asked) ?? ask(command, args, timeout);
  answers.set(asked, there);
  if (!there) console.info(otherwise);
  return there;
}

/** What was asked in this process: some take seconds to say their version. */
const answers = new Map<string, boolean>();

function ask(command: string, args: string[], timeout: number): boolean {
  const { status, error } = spawnSync(command, args, { stdio: 'ignore', timeout });
  return status === 0 || (error !== undefined && isLate(error));
}

const isLate = (error: NodeJS.ErrnoException): boolean => error.code === 'ETIMEDOUT';

/**
 * Everything a command knows of the world: one identity's keys, and a folder for its files.
 *
 * @param searched where commands are looked for: `PATH`
 */
export const commandEnvironment = (
  url: string,
  folder: string,
  keys: Keys,
  searched = process.env['PATH'],
): NodeJS.ProcessEnv => ({
  NODE_ENV: 'test',
  PATH: searched,
  HOME: folder,
  AWS_CONFIG_FILE: path.join(folder, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  AWS_DEFAULT_REGION: 'eu-west-1',
  AWS_ENDPOINT_URL: url,
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  ...(keys.sessionToken && { AWS_SESSION_TOKEN: keys.sessionToken }),
});
