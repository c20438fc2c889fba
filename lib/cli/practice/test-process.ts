import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../../..');
export const PROGRAM = path.join(ROOT, 'bin', 'drawbridge.mjs');

export type Line = {
  endpoint: string;
  accounts: { id: string; name: string; accessKeyId: string; secretAccessKey: string }[];
};

/** The command in a process of its own; `line` is what it prints once it listens. */
export function startCommand(...words: string[]) {
  const child: ChildProcess = spawn(
    process.execPath,
    [PROGRAM, 'practice', '--json', ...words],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const said = { stdout: '', stderr: '' };
  const ended = once(child, 'close').then(([code]) => code as number | null);
  child.stderr?.on('data', (data) => {
    said.stderr += data;
  });
  const line = new Promise<Line>((resolve, reject) => {
    child.stdout?.on('data', (data) => {
      said.stdout += data;
      if (said.stdout.endsWith('\n')) resolve(JSON.parse(said.stdout));
    });
    void ended.then((code) => reject(new Error(`exit ${code}: ${said.stderr}`)));
  });
  line.catch(() => undefined);
  return {
    line,
    ended,
    said,
    async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
      child.kill(signal);
      return ended;
    },
  };
}
