import { spawn } from 'node:child_process';
import path from 'node:path';

/**
 * Runs a program of node_modules/.bin (or a file of ours) by node; resolves with exit code and
 * output. Held, it prints at its end, for what runs beside others.
 */
export async function runStep(
  root,
  title,
  [program, ...args],
  { env = {}, isQuiet = false, isHeld = false } = {},
) {
  const started = Date.now();
  const head = `\n── ${title}\n`;
  if (!isHeld) process.stdout.write(head);
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
    if (!isQuiet && !isHeld) process.stdout.write(chunk);
  });
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  if (isHeld) process.stdout.write(`${head}${output}`);
  process.stdout.write(
    `── ${title}: ${code === 0 ? 'ok' : `failed (${code})`}, ${seconds} s\n`,
  );
  return { code, output };
}
