import { afterAll, beforeAll, expect } from 'vitest';
import { createDatabase, type Database } from './client';
import { type SharedServer, sharedServer } from './shared-server';
import { createStores, type Stores } from './stores';
import { createMigrated } from './test-template';

export type TestDatabase = Database & { url: string; stores: Stores };

/** A fresh, migrated database on a server. `drop` closes and removes it. */
async function createTestDatabase(
  server: string,
): Promise<TestDatabase & { drop(): Promise<void> }> {
  const { url, drop } = await createMigrated(server);
  const database = createDatabase(url);
  return {
    ...database,
    url,
    stores: createStores(database.prisma),
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}

/** Gives the test file a database of its own; call the result inside tests and hooks. */
export function useTestDatabase(): () => TestDatabase {
  let database: Awaited<ReturnType<typeof createTestDatabase>> | null = null;
  let server: SharedServer | null = null;
  beforeAll(async () => {
    server = await sharedServer();
    database = await createTestDatabase(server.url);
  });
  afterAll(async () => {
    await database?.drop();
    await server?.stop();
  });
  return () => {
    if (!database) throw new Error('The test database is there once tests run.');
    return database;
  };
}

/** Until one statement of the database waits for what a transaction has locked. */
export const oneWaits = ({ prisma }: TestDatabase): Promise<void> =>
  expect
    .poll(
      () => prisma.$queryRaw`
        SELECT 1 AS "waits" FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    .toHaveLength(1);
