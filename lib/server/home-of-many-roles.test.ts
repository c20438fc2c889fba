import { expect, it } from 'vitest';
import type { PrismaClient } from '@/lib/db/client';
import { useTestDatabase } from '@/lib/db/test-database';
import { seedManyRoles, statementsOf } from '@/lib/db/test-many-roles';
import { newUser, newWorkspace } from '@/lib/db/test-rows';
import type { Actor } from '@/lib/ports';
import { readHome } from './read-home';

const database = useTestDatabase();
const ROLES = 5000;
/** The frame of the page asks once more, who is signed in: 8 in all. */
const STATEMENTS_MAX = 7;

/** A plan that stopped, and a broken glass that nobody has looked at, both with their parts. */
async function seedToDo(
  prisma: PrismaClient,
  workspaceId: string,
  annId: string,
): Promise<void> {
  const at = new Date();
  const id = `plan of ${workspaceId}`;
  const body = { roleName: 'x', trustedAccountName: 'A', trustingAccountName: 'B' };
  await prisma.plan.create({
    data: {
      ...{ id, workspaceId, createdById: 'u1', title: 'A plan that stopped', hash: '' },
      ...{ state: 'stopped', roleArn: '', body, view: {}, version: 1 },
      ...{ reviewOn: at, createdAt: at, expiresAt: at },
      proofs: { create: { id: 'p', body: {} } },
      end: { create: { endsAt: at, lookAt: at } },
    },
  });
  await prisma.$executeRaw`
    INSERT INTO "AccessRequest" ("id", "batchId", "workspaceId", "requesterId", "requesterName", "grantId", "roleArn",
                                 "isBreakGlass", "reason", "ticket", "durationSeconds", "startsAt", "approvalsNeeded",
                                 "approverIds", "state", "createdAt", "lapsesAt")
    SELECT "id" || ' to review', "id", "workspaceId", ${annId}, 'Ann', "grantId", "roleArn", true, "reason", '', 3600, now(),
           0, ARRAY[]::TEXT[], 'active', now(), now()
      FROM "AccessRequest" WHERE "workspaceId" = ${workspaceId}`;
}

it('asks the database as often for 5,000 roles as for a few', async () => {
  const { prisma, stores } = database();
  const homeOf = async (rolesTotal: number) => {
    const workspaceId = await newWorkspace(database());
    const userId = await newUser(database());
    await seedManyRoles(prisma, workspaceId, userId, rolesTotal);
    await seedToDo(prisma, workspaceId, await newUser(database(), 'Ann'));
    const actor: Actor = {
      userId,
      handle: 'mei',
      name: 'Mei',
      email: 'mei@acme.test',
      workspaceId,
      workspaceName: 'Acme',
      workspaceKind: 'aws',
      role: 'admin',
      sessionId: 'of a browser',
    };
    let found = 0;
    const statements = await statementsOf(async () => {
      const read = await readHome({ ...stores, clock: { now: () => new Date() } }, actor);
      const { home, plans, requests } = read;
      found = home.ok ? home.value.roles.length : 0;
      expect([plans, requests]).toMatchObject([
        { ok: true, value: [{ title: 'A plan that stopped' }] },
        { ok: true, value: { rows: [{ requesterName: 'Ann' }] } },
      ]);
    });
    expect(found).toBe(rolesTotal);
    return statements;
  };
  const many = await homeOf(ROLES);
  expect(many).toBe(await homeOf(10));
  expect(many).toBeGreaterThan(1);
  expect(many).toBeLessThanOrEqual(STATEMENTS_MAX);
});
