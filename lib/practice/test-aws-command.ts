import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const PLAYER = path.resolve(import.meta.dirname, 'aws-command.py');

let searched: Promise<string> | null = null;

/**
 * `PATH` with the `aws` command first, loaded once for all the tests of a process. Where its Python
 * is out of reach it is the one on the machine, which does the same and takes its time.
 */
export function pathToAws(): Promise<string> {
  searched ??= startAwsCommand();
  return searched;
}

async function startAwsCommand(): Promise<string> {
  const plain = process.env['PATH'] ?? '';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'aws-command-'));
  const player = spawn('python3', [PLAYER, folder], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const isReady = await Promise.race([
    once(player.stdout, 'data').then(() => true),
    once(player, 'exit').then(() => false),
    once(player, 'error').then(() => false),
  ]);
  // It ends with this process, whose end closes its input.
  player.unref();
  for (const stream of [player.stdin, player.stdout])
    if (stream instanceof Socket) stream.unref();
  return isReady ? `${folder}${path.delimiter}${plain}` : plain;
}
