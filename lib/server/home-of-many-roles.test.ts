import { expect, it } from 'vitest';
import { getHome } from '@/lib/credentials/get-home';
import { useTestDatabase } from '@/lib/db/test-database';
import { seedManyRoles, statementsOf } from '@/lib/db/test-many-roles';
import { newUser, newWorkspace } from '@/lib/db/test-rows';
import type { Actor } from '@/lib/ports';

const database = useTestDatabase();
const ROLES = 5000;
const STATEMENTS_MAX = 8;

it('asks the database as often for 5,000 roles as for a few', async () => {
  const { prisma, stores } = database();
  const homeOf = async (rolesTotal: number) => {
    const workspaceId = await newWorkspace(database());
    const userId = await newUser(database());
    await seedManyRoles(prisma, workspaceId, userId, rolesTotal);
    const actor: Actor = {
      userId,
      handle: 'mei',
      name: 'Mei',
      email: 'mei@acme.test',
      workspaceId,
      workspaceName: 'Acme',
      workspaceKind: 'aws',
      role: 'viewer',
      sessionId: 'of a browser',
    };
    let found = 0;
    const statements = await statementsOf(async () => {
      const home = await getHome({ ...stores, clock: { now: () => new Date() } }, actor);
      found = home.ok ? home.value.roles.length : 0;
    });
    expect(found).toBe(rolesTotal);
    return statements;
  };
  const many = await homeOf(ROLES);
  expect(many).toBe(await homeOf(10));
  expect(many).toBeGreaterThan(1);
  expect(many).toBeLessThanOrEqual(STATEMENTS_MAX);
});
