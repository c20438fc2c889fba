import { expect, it } from 'vitest';
import { createDatabase, type PrismaClient } from './client';
import { statementNames } from './statement-names';
import { createStores } from './stores';
import { useTestDatabase } from './test-database';
import { newWorkspace } from './test-rows';

const database = useTestDatabase();

const preparedIn = (prisma: PrismaClient) =>
  prisma.$queryRaw<{ statement: string }[]>`
    SELECT "statement" FROM pg_prepared_statements
     WHERE "statement" LIKE '%"Account"%' AND "statement" NOT LIKE '%pg_prepared%'`;

it.each([
  ['', 1],
  ['?pgbouncer=true', 0],
])('keeps a statement prepared, unless a pooler is in between: %s', async (how, kept) => {
  const { prisma, close } = createDatabase(`${database().url}${how}`);
  const { accounts } = createStores(prisma);
  const workspaceId = await newWorkspace(database());
  await accounts.list(workspaceId);
  await accounts.list(workspaceId);
  expect(await preparedIn(prisma)).toHaveLength(kept);
  await close();
});

it('goes on reading whole rows when another version of the console has added a column', async () => {
  const { prisma, stores } = database();
  const workspaceId = await newWorkspace(database());
  const read = () =>
    stores.activity.list({ workspaceId, q: '', event: '', before: null, limit: 5 });
  await read();
  await prisma.$executeRaw`ALTER TABLE "ActivityEvent" ADD COLUMN "later" TEXT`;
  expect(await read()).toEqual([]);
});

it('has names for so many statements only, and for no long lists', () => {
  const nameOf = statementNames();
  const named = Array.from({ length: 1000 }, (_, at) =>
    nameOf({ sql: `SELECT ${at}`, args: [] }),
  ).filter((name) => name !== '');
  expect(new Set(named).size).toBe(200);
  expect(nameOf({ sql: 'SELECT 1', args: [] })).toBe(named[1]);
  expect(statementNames()({ sql: 'SELECT 1', args: Array(25).fill(1) })).toBe('');
  const link = 'DELETE FROM "PasswordLink" WHERE "userId" = $1 RETURNING *';
  expect(statementNames()({ sql: link, args: ['u'] })).toBe('');
});
