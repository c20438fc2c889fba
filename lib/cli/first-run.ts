import { createDatabase } from '@/lib/db/client';
import { startDatabase } from '@/lib/db/embedded';
import { createStores } from '@/lib/db/stores';
import type { Env } from '@/lib/server/env';
import { newFirstRunLink } from '@/lib/server/first-run-link';
import { readEnv } from './read-env';

type Reached = { url: string; stop(): Promise<void> };

/** The console's database, running or not. */
async function reachDatabase(env: Env): Promise<Reached> {
  if (env.databaseUrl) return { url: env.databaseUrl, stop: async () => undefined };
  return startDatabase({ dataDir: env.dataDir });
}

async function printLink(env: Env, databaseUrl: string): Promise<number> {
  const database = createDatabase(databaseUrl);
  try {
    const stores = createStores(database.prisma);
    if ((await stores.people.countAdministrators()) > 0) {
      process.stderr.write('drawbridge: there is an administrator already. Sign in.\n');
      return 1;
    }
    process.stdout.write(`Open ${await newFirstRunLink(stores.firstRun, env.origin)}\n`);
    return 0;
  } finally {
    await database.close();
  }
}

/** `drawbridge first-run`: a new link, printed to whoever holds the console's host. */
export async function firstRun(): Promise<number> {
  const env = readEnv();
  if (!env) return 2;
  const reached = await reachDatabase(env);
  try {
    return await printLink(env, reached.url);
  } finally {
    await reached.stop();
  }
}
