import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { startTestPractice } from './test-practice';

/** Whether a command runs on this machine; says so when it does not. */
export function isThere(command: string, args: string[]): boolean {
  const there =
    spawnSync(command, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
  if (!there)
    console.info(`not run: ${command} ${args.join(' ')} is not on this machine`);
  return there;
}

/** What the aws command and boto3 need to act as somebody in the practice accounts. */
export async function clientEnvironment(
  practice: Awaited<ReturnType<typeof startTestPractice>>,
  folder: string,
  arn: string,
): Promise<NodeJS.ProcessEnv> {
  const keys = await practice.actAs(arn);
  return {
    NODE_ENV: 'test',
    PATH: process.env['PATH'],
    HOME: folder,
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_DEFAULT_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: practice.url,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken && { AWS_SESSION_TOKEN: keys.sessionToken }),
  };
}
