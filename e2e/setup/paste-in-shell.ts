import { spawnSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * Pastes copied lines into a real bash and runs a program of somebody's own after them, which
 * takes everything from its environment.
 */
export const pasteInShell = (pasted: string, program: string) =>
  spawnSync('bash', ['-c', `${pasted}\nnode --input-type=module -e "$PROGRAM"`], {
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: '/nonexistent',
      NODE_ENV: 'production',
      PROGRAM: program,
    },
  });
