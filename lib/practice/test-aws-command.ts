import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const PLAYER = path.resolve(import.meta.dirname, 'aws-command.py');

export type AwsCommand = { /** For `PATH`. */ path: string; stop(): void };

/**
 * The `aws` command for scripts of many calls, loaded once. Where its Python is out of reach it is
 * the one on the machine, which does the same and takes its time.
 */
export async function startAwsCommand(folder: string): Promise<AwsCommand> {
  const plain = process.env['PATH'] ?? '';
  const player = spawn('python3', [PLAYER, folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const isReady = await Promise.race([
    once(player.stdout, 'data').then(() => true),
    once(player, 'exit').then(() => false),
    once(player, 'error').then(() => false),
  ]);
  return {
    path: isReady ? `${folder}${path.delimiter}${plain}` : plain,
    stop: () => player.stdin.end(),
  };
}
