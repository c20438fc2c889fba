import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from './migrate';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

/** Where the template of this run is: a migrated database that others are copied from. */
const TEMPLATE = 'DRAWBRIDGE_TEST_TEMPLATE';

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

const newName = (kind: string) =>
  `${kind}_${process.pid}_${randomBytes(6).toString('hex')}`;

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

type MigratedDatabase = { url: string; drop(): Promise<void> };

/** A fresh, migrated database on a server: a copy of the template where it has one. */
export async function createMigrated(server: string): Promise<MigratedDatabase> {
  const template = templateOn(server);
  const name = newName('test');
  const url = urlOf(server, name);
  if (template) await run(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  else await createAndMigrate(server, name);
  // Nobody cuts its power: no commit waits for the disk, which takes most of the time of many tests.
  await run(server, `ALTER DATABASE ${name} SET synchronous_commit = off`);
  return { url, drop: () => dropDatabase(server, name) };
}

async function createAndMigrate(server: string, name: string): Promise<void> {
  await run(server, `CREATE DATABASE ${name}`);
  await migrate(urlOf(server, name), MIGRATIONS);
}

/** Another server, as of those tests that start their own, has none. */
function templateOn(server: string): string | null {
  const made = process.env[TEMPLATE];
  if (!made) return null;
  const { host, pathname } = new URL(made);
  return host === new URL(server).host ? pathname.slice(1) : null;
}

/** Migrates one database for a whole run. Call the result to drop it. */
export async function makeTemplate(server: string): Promise<() => Promise<void>> {
  const name = newName('template');
  await createAndMigrate(server, name);
  process.env[TEMPLATE] = urlOf(server, name);
  return () => dropDatabase(server, name);
}
