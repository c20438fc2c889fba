import { randomBytes } from 'node:crypto';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { createDatabase } from './client';
import { migrate } from './migrate';
import { createStores } from './stores';
import { useTestDatabase } from './test-database';
import { newFolder } from './test-installation';
import { ask } from './test-server';

const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');
const GRANTS = '20261126180306_grants';
const database = useTestDatabase();
const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
const folder = newFolder();
const [mei, ann] = [UserId.parse('mei'), UserId.parse('ann')];
const [real, practice] = [WorkspaceId.parse('real'), WorkspaceId.parse('practice')];

afterAll(async () => {
  await ask(database().url, `DROP DATABASE ${name} WITH (FORCE)`);
  rmSync(folder, { recursive: true, force: true });
});

/** What was asked for in plans of before, by their ids. */
const PLANS = {
  ending: {
    guards: [{ name: 'org' }, { name: 'ends', values: ['2026-12-31T00:00:00Z'] }],
  },
  guarded: { guards: [{ name: 'org', values: ['o-acme'] }] },
  bare: {},
};

it('makes grants with their pins of the rows of each person, and ends of the guards of plans', async () => {
  await ask(database().url, `CREATE DATABASE ${name}`);
  const url = new URL(database().url);
  url.pathname = `/${name}`;
  for (const step of readdirSync(MIGRATIONS).filter((step) => step < GRANTS))
    cpSync(path.join(MIGRATIONS, step), path.join(folder, step), { recursive: true });
  await migrate(url.href, folder);
  for (const id of [mei, ann])
    await ask(
      url.href,
      `INSERT INTO "User" ("id", "name", "email", "handle") VALUES ('${id}', '${id}', '${id}@acme.test', '${id}')`,
    );
  for (const [id, kind] of [
    [real, 'aws'],
    [practice, 'practice'],
  ])
    await ask(
      url.href,
      `INSERT INTO "Workspace" ("id", "name", "kind") VALUES ('${id}', '${id}', '${kind}')`,
    );
  for (const workspaceId of [real, practice]) {
    await ask(
      url.href,
      `INSERT INTO "Account" ("workspaceId", "id", "name", "partition", "ouPath", "isProduction", "missingPermissions")
       VALUES ('${workspaceId}', '777788889999', 'Prod', 'aws', '', true, ARRAY[]::TEXT[])`,
    );
    for (const userId of [mei, ann])
      await ask(
        url.href,
        `INSERT INTO "Grant" ("workspaceId", "userId", "roleArn", "accountId", "roleName", "description", "maxSeconds", "roleMaxSeconds", "region", "isPinned")
         VALUES ('${workspaceId}', '${userId}', 'arn:aws:iam::777788889999:role/deploy', '777788889999', 'deploy', 'Ships', 900, 3600, 'eu-west-1', ${userId === mei})`,
      );
  }
  for (const [id, request] of Object.entries(PLANS))
    await ask(
      url.href,
      `INSERT INTO "Plan" ("id", "workspaceId", "createdById", "title", "hash", "state", "roleArn", "body", "view", "reviewOn", "createdAt", "expiresAt")
       VALUES ('${id}', '${real}', '${mei}', '', '', 'proven', '', '{}', '${JSON.stringify({ request })}', now(), now(), now())`,
    );
  await migrate(url.href, MIGRATIONS);
  const after = createDatabase(url.href);
  const { grants, vendableRoles } = createStores(after.prisma);
  const offered = async (workspaceId: typeof real, userId: typeof mei) =>
    grants.offeredTo({ workspaceId, userId, handle: 'mei' }, new Date());
  const role = { roleName: 'deploy', description: 'Ships', roleMaxSeconds: 3600 };
  expect(await offered(real, mei)).toMatchObject([
    { ...role, isPinned: true, grants: [{ to: { kind: 'person' }, maxSeconds: 900 }] },
  ]);
  expect(await offered(practice, ann)).toMatchObject([
    { ...role, isPinned: false, grants: [{ to: { kind: 'everybody' }, rule: 'none' }] },
  ]);
  expect(await vendableRoles.list(practice)).toHaveLength(1);
  const end = new Date('2026-12-31T00:00:00Z');
  expect(await after.prisma.planEnd.findMany()).toMatchObject([
    { planId: 'ending', endsAt: end, lookAt: end, removeAt: null, isStopped: false },
  ]);
  await after.close();
});
