import { createDatabase } from '@/lib/db/client';
import { startDatabase } from '@/lib/db/embedded';
import { createStores, type Stores } from '@/lib/db/stores';
import type { Env } from '@/lib/server/env';

type Reached = { url: string; stop(): Promise<void> };

/** The console's database, running or not. */
async function reachDatabase(env: Env): Promise<Reached> {
  if (env.databaseUrl) return { url: env.databaseUrl, stop: async () => undefined };
  return startDatabase({ dataDir: env.dataDir });
}

/** Does something with what the console keeps, for whoever holds its host. */
export async function withStores<T>(
  env: Env,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const reached = await reachDatabase(env);
  try {
    const database = createDatabase(reached.url);
    try {
      return await work(createStores(database.prisma));
    } finally {
      await database.close();
    }
  } finally {
    await reached.stop();
  }
}
