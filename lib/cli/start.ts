import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createDatabase } from '@/lib/db/client';
import { startDatabase } from '@/lib/db/embedded';
import { migrate } from '@/lib/db/migrate';
import { createStores } from '@/lib/db/stores';
import { startPractice } from '@/lib/practice/start-practice';
import { type Env, secretOf } from '@/lib/server/env';
import { newFirstRunLink } from '@/lib/server/first-run-link';
import { WAITS_FOR_ENVIRONMENT } from '@/lib/server/late-environment';
import { build, isStale } from './build';
import type { CliContext } from './command';
import { freePort } from './free-port';
import { practiceToken } from './practice-token';
import { readEnv } from './read-env';
import { endOf, spawnWeb, stopChild, tellEnvironment, untilServed } from './web-process';

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
  // From the first moment: what was started before a signal comes is stopped as well.
  const signal = stopSignal();
  const stops: Stop[] = [];
  try {
    await buildWhenStale(mode, root, signal);
    const web = await bringUp({ mode, root, wanted, stops, signal });
    return await Promise.race([endOf(web), aborted(signal)]);
  } catch (error) {
    if (signal.aborted) return 0;
    process.stderr.write(
      `drawbridge: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return 1;
  } finally {
    for (const stop of stops.reverse()) await stop().catch(() => undefined);
  }
}

function stopSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => controller.abort());
  return controller.signal;
}

const aborted = (signal: AbortSignal) =>
  new Promise<number>((resolve) => {
    if (signal.aborted) return resolve(0);
    signal.addEventListener('abort', () => resolve(0), { once: true });
  });

async function buildWhenStale(
  mode: Mode,
  root: string,
  signal: AbortSignal,
): Promise<void> {
  if (mode === 'dev' || !isStale(root)) return;
  say('Building the console (once per version, about a minute)…');
  const code = await build(root, signal);
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`The build failed (exit code ${code}).`);
}

type Plan = {
  mode: Mode;
  root: string;
  wanted: Env;
  stops: Stop[];
  signal: AbortSignal;
};

async function bringUp({
  mode,
  root,
  wanted,
  stops,
  signal,
}: Plan): Promise<ChildProcess> {
  const env = await withFreePort(wanted);
  // Next's development server hands no message on to the process that serves.
  const early =
    mode === 'start'
      ? startWeb(mode, root, env, { [WAITS_FOR_ENVIRONMENT]: 'on' })
      : null;
  if (early) stops.push(() => stopChild(early));
  const databaseUrl = await bringUpDatabase(root, env, stops);
  signal.throwIfAborted();
  const database = createDatabase(databaseUrl);
  stops.push(() => database.close());
  const stores = createStores(database.prisma);
  const practice = env.isPracticeOn ? await bringUpPractice(stores, stops) : {};
  signal.throwIfAborted();
  const late = { DATABASE_URL: databaseUrl, ...practice };
  const web = early ?? startWeb(mode, root, env, late);
  if (early) tellEnvironment(early, late);
  // Last, and so the first to stop: it works with all others.
  stops.push(() => stopChild(web));
  await untilServed(env.port, web, signal);
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
  const controlToken = practiceToken();
  const practice = await startPractice({ store: stores.practiceStates, controlToken });
  stops.push(practice.stop);
  say(`Practice accounts: ${practice.url} (nothing there is AWS)`);
  return {
    DRAWBRIDGE_PRACTICE_URL: practice.url,
    DRAWBRIDGE_PRACTICE_TOKEN: controlToken,
  };
}

function startWeb(
  mode: Mode,
  root: string,
  env: Env,
  extra: Record<string, string>,
): ChildProcess {
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  return spawnWeb({
    args: [next, mode, '-H', '127.0.0.1', '-p', String(env.port)],
    root,
    isVerbose: mode === 'dev',
    env: {
      ...process.env,
      ...extra,
      NODE_ENV: mode === 'dev' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // Next would end the process at once; lib/server/stop-with-process.ts ends jobs first.
      ...(mode === 'start' ? { NEXT_MANUAL_SIG_HANDLE: 'true' } : {}),
      // Endpoints come from our own settings; see lib/aws/clients.ts.
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      PORT: String(env.port),
      DRAWBRIDGE_ORIGIN: env.origin,
      DRAWBRIDGE_DATA_DIR: env.dataDir,
      DRAWBRIDGE_SECRET: secretOf(env),
    },
  });
}
