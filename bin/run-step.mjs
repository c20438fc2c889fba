import { spawn } from 'node:child_process';
import path from 'node:path';

/** Runs a program of node_modules/.bin (or a file of ours) by node; resolves with exit code and output. */
export async function runStep(
  root,
  title,
  [program, ...args],
  { env = {}, isQuiet = false } = {},
) {
  const started = Date.now();
  process.stdout.write(`\n── ${title}\n`);
  const child = spawn(
    program === 'node'
      ? process.execPath
      : path.join(root, 'node_modules', '.bin', program),
    args,
    {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
    if (!isQuiet) process.stdout.write(chunk);
  });
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(
    `── ${title}: ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s\n`,
  );
  return { code, output };
}
