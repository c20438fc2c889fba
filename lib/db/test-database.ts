import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect } from 'vitest';
import { createDatabase, type Database } from './client';
import { migrate } from './migrate';
import { type SharedServer, sharedServer } from './shared-server';
import { createStores, type Stores } from './stores';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

export type TestDatabase = Database & { url: string; stores: Stores };

const DROP_TRIES = 20;

/** Ends every connection to it. One that vacuums is the server's own, and soon over by itself. */
async function dropDatabase(server: string, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await run(server, `DROP DATABASE ${name} WITH (FORCE)`);
    } catch (error) {
      const isDenied = error instanceof pg.DatabaseError && error.code === '42501';
      if (!isDenied || tries === DROP_TRIES) throw error;
      await sleep(250);
    }
  }
}

/** A fresh, migrated database on a server. `drop` closes and removes it. */
async function createTestDatabase(
  server: string,
): Promise<TestDatabase & { drop(): Promise<void> }> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = urlOf(server, name);
  await migrate(url, MIGRATIONS);
  const database = createDatabase(url);
  return {
    ...database,
    url,
    stores: createStores(database.prisma),
    drop: async () => {
      await database.close();
      await dropDatabase(server, name);
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
