import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { AwsConnection } from '@/lib/ports';
import { pathToAws } from '@/lib/practice/test-aws-command';
import { commandEnvironment, isThere } from '@/lib/practice/test-commands';
import { getOwnerHalf } from '@/lib/setup/handshake/get-owner-half';
import { worked } from './test-aws';
import type { SetupWorld } from './test-setup';

const hasCli = isThere('aws', ['--version']);

type Half = {
  planId: string;
  accountId: string;
  /** Where a script is put. */
  folder: string;
  /** Writes the same where there is no aws command. */
  connection: AwsConnection | null;
};

/** What the owner of an account does with the commands that they were shown. */
export async function runHalf(world: SetupWorld, half: Half): Promise<void> {
  const { deps, actor, practice } = world;
  const { planId, accountId, folder, connection } = half;
  if (hasCli) {
    const ports = { ...deps, practiceWorlds: { url: practice.url } };
    const shown = worked(await getOwnerHalf(ports, actor, planId));
    const file = path.join(folder, 'pasted.sh');
    writeFileSync(file, shown?.files.find(({ format }) => format === 'bash')?.text ?? '');
    const keys = await practice.actAs(`arn:aws:iam::${accountId}:root`);
    const env = commandEnvironment(practice.url, folder, keys, await pathToAws());
    delete env['AWS_ENDPOINT_URL']; // what was pasted knows where
    await promisify(execFile)('bash', [file], { env, cwd: folder });
    return;
  }
  const plan = await deps.plans.find(actor.workspaceId, planId);
  const theirs = (plan?.steps ?? []).filter((step) => step.accountId === accountId);
  for (const { write } of theirs)
    if (connection) worked(await deps.aws.write(connection, write));
}
