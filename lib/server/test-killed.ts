import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Order, Past } from './test-killed-program';

const root = path.resolve(import.meta.dirname, '../..');

/** The program and all that it loads as one file, which starts in half the time. */
async function bundleProgram(): Promise<string> {
  const outfile = path.join(root, 'dist', `killed-${process.pid}.mjs`);
  mkdirSync(path.dirname(outfile), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [fileURLToPath(new URL('./test-killed-program.ts', import.meta.url))],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['pg-native'],
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url); const __dirname = import.meta.dirname;",
    },
    alias: { 'server-only': path.join(root, 'lib', 'server', 'empty.ts') },
    logLevel: 'error',
  });
  return outfile;
}

function startWorker(program: string) {
  const child = spawn(process.execPath, ['--no-warnings', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  return {
    async order(orders: Order[]): Promise<Past[]> {
      const ended = once(child, 'close');
      child.stdin.end(`${JSON.stringify(orders)}\n`);
      const [code, signal] = await ended;
      const past: Past[] = said === '' ? [] : JSON.parse(said);
      const isAsOrdered = past.includes(null) ? signal === 'SIGKILL' : code === 0;
      if (isAsOrdered && past.length === orders.length) return past;
      throw new Error(`The worker ended with ${code ?? signal}.`);
    },
    stop: () => child.kill('SIGKILL'),
  };
}

/** Processes that die where they are told. The next one loads while one works. */
export async function startWorkers() {
  const program = await bundleProgram();
  let next = startWorker(program);
  return {
    work(orders: Order[]): Promise<Past[]> {
      const worker = next;
      next = startWorker(program);
      return worker.order(orders);
    },
    stop(): void {
      next.stop();
      rmSync(program);
    },
  };
}
