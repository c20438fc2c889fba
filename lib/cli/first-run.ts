import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import type { Env } from '@/lib/server/env';
import { newFirstRunLink } from '@/lib/server/first-run-link';
import { readEnv } from './read-env';

function databaseUrlOf(env: Env): string {
  if (env.databaseUrl) return env.databaseUrl;
  const file = path.join(env.dataDir, 'database.json');
  const { url } = JSON.parse(readFileSync(file, 'utf8')) as { url: string };
  return url;
}

/** `drawbridge first-run`: a new link, printed to whoever holds the console's host. */
export async function firstRun(): Promise<number> {
  const env = readEnv();
  if (!env) return 2;
  const database = createDatabase(databaseUrlOf(env));
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
