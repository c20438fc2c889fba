import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { migrate } from './migrate';
import { useTestDatabase } from './test-database';
import { newFolder } from './test-installation';
import { ask } from './test-server';

const root = path.resolve(import.meta.dirname, '../..');
const MIGRATIONS = path.join(root, 'prisma/migrations');
const database = useTestDatabase();
const folders: string[] = [];
const names: string[] = [];

afterAll(async () => {
  for (const name of names)
    await ask(database().url, `DROP DATABASE ${name} WITH (FORCE)`);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function emptyDatabase(): Promise<string> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await ask(database().url, `CREATE DATABASE ${name}`);
  names.push(name);
  const url = new URL(database().url);
  url.pathname = `/${name}`;
  return url.href;
}

function migrationsOf(scripts: Record<string, string>): string {
  const folder = newFolder();
  folders.push(folder);
  for (const [name, sql] of Object.entries(scripts)) {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

function prisma(url: string, ...args: string[]) {
  const cli = path.join(root, 'node_modules/prisma/build/index.js');
  return promisify(execFile)(process.execPath, [cli, 'migrate', ...args], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url,
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'prisma/schema-engine.mjs'),
      CHECKPOINT_DISABLE: '1',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
    },
  });
}

it('applies each migration once, in order of name', async () => {
  const url = await emptyDatabase();
  const folder = migrationsOf({
    '2_second': 'INSERT INTO steps VALUES (2)',
    '1_first': 'CREATE TABLE steps (n int); INSERT INTO steps VALUES (1);',
  });
  expect(await migrate(url, folder)).toEqual(['1_first', '2_second']);
  expect(await migrate(url, folder)).toEqual([]);
  expect(await ask(url, 'SELECT n FROM steps')).toEqual([{ n: 1 }, { n: 2 }]);
});

it('applies a migration once when replicas start together', async () => {
  const url = await emptyDatabase();
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, MIGRATIONS)));
  expect(applied.flat()).toHaveLength(new Set(applied.flat()).size);
  expect(applied.flat().length).toBeGreaterThan(0);
});

it('leaves nothing of a migration that fails, and goes on from there', async () => {
  const url = await emptyDatabase();
  const folder = migrationsOf({
    '1_good': 'CREATE TABLE good (n int)',
    '2_bad': 'CREATE TABLE half (n int); SELECT * FROM missing;',
  });
  await expect(migrate(url, folder)).rejects.toThrow(
    /Migration 2_bad failed and left nothing behind: .*missing/,
  );
  const [tables] = await ask(
    url,
    `SELECT to_regclass('good') IS NOT NULL AS good, to_regclass('half') IS NOT NULL AS half`,
  );
  expect(tables).toEqual({ good: true, half: false });
  writeFileSync(path.join(folder, '2_bad/migration.sql'), 'CREATE TABLE half (n int)');
  expect(await migrate(url, folder)).toEqual(['2_bad']);
});

it('refuses a migration that was changed after it was applied', async () => {
  const url = await emptyDatabase();
  const folder = migrationsOf({ '1_first': 'CREATE TABLE a (n int)' });
  await migrate(url, folder);
  writeFileSync(path.join(folder, '1_first/migration.sql'), 'CREATE TABLE b (n int)');
  await expect(migrate(url, folder)).rejects.toThrow(
    /1_first was changed after it was applied/,
  );
});

it('leaves migrations of a newer version alone', async () => {
  const url = await emptyDatabase();
  const first = { '1_first': 'CREATE TABLE a (n int)' };
  await migrate(url, migrationsOf({ ...first, '2_newer': 'CREATE TABLE b (n int)' }));
  expect(await migrate(url, migrationsOf(first))).toEqual([]);
});

it('keeps a history that Prisma reads, of migrations that make the schema', async () => {
  const url = await emptyDatabase();
  await migrate(url, MIGRATIONS);
  const { stdout: status } = await prisma(url, 'status');
  expect(status).toContain('Database schema is up to date!');
  const compare = () =>
    prisma(
      url,
      'diff',
      '--from-config-datasource',
      '--to-schema',
      'prisma/schema.prisma',
      '--exit-code',
    );
  await expect(compare()).resolves.toBeDefined();
  const DIFFERENT = 2;
  await ask(url, 'ALTER TABLE "Plan" ADD COLUMN "extra" TEXT');
  await expect(compare()).rejects.toMatchObject({ code: DIFFERENT });
});

it('goes on where Prisma left off', async () => {
  const url = await emptyDatabase();
  await prisma(url, 'deploy');
  expect(await migrate(url, MIGRATIONS)).toEqual([]);
  const copy = newFolder();
  folders.push(copy);
  cpSync(MIGRATIONS, copy, { recursive: true });
  mkdirSync(path.join(copy, '9_next'));
  writeFileSync(path.join(copy, '9_next/migration.sql'), 'CREATE TABLE next (n int)');
  expect(await migrate(url, copy)).toEqual(['9_next']);
});
