import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';

type Migration = { name: string; sql: string; checksum: string };
type MigrationRecord = { checksum: string; isFinished: boolean };

/** The key that Prisma's own commands lock, so that they and this runner wait for each other. */
const LOCK_KEY = 72_707_369;
const CONNECT_TIMEOUT_MS = 10_000;

/** The table as Prisma's commands make it and read it. */
const HISTORY_TABLE = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    id VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum VARCHAR(64) NOT NULL,
    finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL,
    logs TEXT,
    rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

async function readMigrations(migrationsDir: string): Promise<Migration[]> {
  const entries = await readdir(migrationsDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(migrationsDir, name, 'migration.sql'));
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { name, sql: sql.toString('utf8'), checksum };
    }),
  );
}

/** Runs in one transaction that holds the lock; it ends by itself when this process dies. */
async function inLockedTransaction<T>(
  client: pg.Client,
  work: () => Promise<T>,
): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK_KEY]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

async function findRecord(
  client: pg.Client,
  name: string,
): Promise<MigrationRecord | null> {
  const { rows } = await client.query<MigrationRecord>(
    `SELECT checksum, finished_at IS NOT NULL AS "isFinished"
       FROM "_prisma_migrations"
      WHERE migration_name = $1 AND rolled_back_at IS NULL
      ORDER BY started_at DESC LIMIT 1`,
    [name],
  );
  return rows[0] ?? null;
}

function checkRecord(migration: Migration, record: MigrationRecord): void {
  if (!record.isFinished)
    throw new Error(
      `Migration ${migration.name} stopped half-way when it was applied by another tool. ` +
        'Resolve it with "prisma migrate resolve" and start again.',
    );
  if (record.checksum !== migration.checksum)
    throw new Error(
      `Migration ${migration.name} was changed after it was applied to this database. ` +
        'Put the file back as it was; a change needs a new migration.',
    );
}

/** True when it was applied now, false when it stood already. */
async function apply(client: pg.Client, migration: Migration): Promise<boolean> {
  return inLockedTransaction(client, async () => {
    const record = await findRecord(client, migration.name);
    if (record) {
      checkRecord(migration, record);
      return false;
    }
    await client.query(migration.sql).catch((error: Error) => {
      throw new Error(
        `Migration ${migration.name} failed and left nothing behind: ${error.message}`,
        { cause: error },
      );
    });
    await client.query(
      `INSERT INTO "_prisma_migrations"
         (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    return true;
  });
}

/**
 * Brings a database up to the migrations of a folder: each in its own transaction, in order of
 * name, under a lock, so that replicas which start at once do it once. Migrations that the
 * folder does not have (of a newer version) are left alone.
 *
 * The history is the one of Prisma's commands (`_prisma_migrations`), which stay usable.
 *
 * @returns names of the migrations applied now.
 * @throws when the database cannot be reached, a migration fails (it then left nothing behind),
 *   or one that stands was changed since.
 */
export async function migrate(
  databaseUrl: string,
  migrationsDir: string,
): Promise<string[]> {
  const migrations = await readMigrations(migrationsDir);
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  await client.connect();
  try {
    await inLockedTransaction(client, () => client.query(HISTORY_TABLE));
    const applied: string[] = [];
    for (const migration of migrations) {
      if (await apply(client, migration)) applied.push(migration.name);
    }
    return applied;
  } finally {
    await client.end();
  }
}
