import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createDatabase } from '@/lib/db/client';
import { startDatabase } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { createStores } from '@/lib/db/stores';
import { startPractice } from '@/lib/practice/start-practice';
import { type Env, secretOf } from '@/lib/server/env';
import { newFirstRunLink } from '@/lib/server/first-run-link';
import { build, isStale } from './build';
import type { CliContext } from './command';
import { freePort } from './free-port';
import { readEnv } from './read-env';

type Stop = () => Promise<void>;
type Mode = 'start' | 'dev';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `drawbridge start`: everything the console needs, in order; stopped in reverse. */
export const start = (_args: string[], context: CliContext) =>
  supervise('start', context);

/** `drawbridge dev`: the same around Next's development server. */
export const dev = (_args: string[], context: CliContext) => supervise('dev', context);

async function supervise(mode: Mode, { root }: CliContext): Promise<number> {
  const wanted = readEnv();
  if (!wanted) return 2;
  if (mode === 'start' && isStale(root)) {
    say('Building the console (once per version, about a minute)…');
    const code = await build(root);
    if (code !== 0) return code;
  }
  const stops: Stop[] = [];
  try {
    const web = await bringUp(mode, root, wanted, stops);
    return await untilStopped(web);
  } catch (error) {
    process.stderr.write(
      `drawbridge: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
  }
}

async function bringUp(
  mode: Mode,
  root: string,
  wanted: Env,
  stops: Stop[],
): Promise<ChildProcess> {
  const env = await withFreePort(wanted);
  const databaseUrl = await bringUpDatabase(root, env, stops);
  const database = createDatabase(databaseUrl);
  stops.push(() => database.close());
  const stores = createStores(database.prisma);
  const practice = env.isPracticeOn ? await bringUpPractice(stores, stops) : {};
  const web = spawnWeb(mode, root, env, { DATABASE_URL: databaseUrl, ...practice });
  stops.push(() => stopChild(web));
  await untilServed(env.port, web);
  say(`Drawbridge is ready at ${env.origin}`);
  if ((await stores.people.countAdministrators()) === 0) {
    say(`Open ${await newFirstRunLink(stores.firstRun, env.origin)}`);
    say('The link makes the first administrator. It works once, for 15 minutes.');
  }
  say('Press Ctrl+C to stop.');
  return web;
}

async function withFreePort(env: Env): Promise<Env> {
  const port = await freePort(env.port);
  if (port === env.port) return env;
  say(`Port ${env.port} is taken; using ${port}.`);
  const isDefault = env.origin === `http://localhost:${env.port}`;
  return { ...env, port, origin: isDefault ? `http://localhost:${port}` : env.origin };
}

async function bringUpDatabase(root: string, env: Env, stops: Stop[]): Promise<string> {
  let url = env.databaseUrl;
  if (!url) {
    const embedded = await startDatabase({ dataDir: env.dataDir, log: say });
    stops.push(embedded.stop);
    url = embedded.url;
  }
  const applied = await migrate(url, path.join(root, 'prisma', 'migrations'));
  if (applied.length > 0) say(`Database: ${applied.length} migration(s) applied.`);
  return url;
}

async function bringUpPractice(
  stores: ReturnType<typeof createStores>,
  stops: Stop[],
): Promise<Record<string, string>> {
  const controlToken =
    process.env['DRAWBRIDGE_PRACTICE_TOKEN'] || randomBytes(24).toString('base64url');
  const practice = await startPractice({ store: stores.practiceStates, controlToken });
  stops.push(practice.stop);
  say(`Practice accounts: ${practice.url} (nothing there is AWS)`);
  return {
    DRAWBRIDGE_PRACTICE_URL: practice.url,
    DRAWBRIDGE_PRACTICE_TOKEN: controlToken,
  };
}

function spawnWeb(
  mode: Mode,
  root: string,
  env: Env,
  extra: Record<string, string>,
): ChildProcess {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  return spawn(
    process.execPath,
    [next, mode, '-H', '127.0.0.1', '-p', String(env.port)],
    {
      cwd: root,
      stdio: ['ignore', mode === 'dev' ? 'inherit' : 'pipe', 'inherit'],
      env: {
        ...process.env,
        ...extra,
        NODE_ENV: mode === 'dev' ? 'development' : 'production',
        NEXT_TELEMETRY_DISABLED: '1',
        PORT: String(env.port),
        DRAWBRIDGE_ORIGIN: env.origin,
        DRAWBRIDGE_DATA_DIR: env.dataDir,
        DRAWBRIDGE_SECRET: secretOf(env),
      },
    },
  );
}

const stopChild = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), 8000).unref();
  });

async function untilServed(port: number, web: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (web.exitCode !== null) throw new Error('The web server stopped while starting.');
    const response = await fetch(`http://127.0.0.1:${port}/api/healthz`).catch(
      () => null,
    );
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The web server did not answer within a minute.');
}

const untilStopped = (web: ChildProcess) =>
  new Promise<number>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => resolve(0));
    web.once('exit', (code) => resolve(code ?? 1));
  });
