import pg from 'pg';
import type { UserId, WorkspaceId } from '@/lib/core/ids';
import type { PrismaClient } from './client';

/**
 * One workspace whose person holds a grant of each role of it, has taken some of them, and may
 * take one by a request.
 */
export async function seedManyRoles(
  prisma: PrismaClient,
  workspaceId: WorkspaceId,
  userId: UserId,
  rolesTotal: number,
): Promise<void> {
  await prisma.$executeRaw`
    INSERT INTO "Account" ("workspaceId", "id", "name", "partition", "ouPath", "isProduction")
    SELECT ${workspaceId}, lpad((100000000000 + n)::text, 12, '0'), 'Account ' || n, 'aws', 'Root/Workloads', n % 3 = 0
      FROM generate_series(0, 99) n`;
  await prisma.$executeRaw`
    INSERT INTO "VendableRole" ("workspaceId", "roleArn", "accountId", "roleName", "description", "roleMaxSeconds",
                                "region", "isByBroker", "brokerTakesSourceIdentity", "tokenHandles", "tokenTakesSourceIdentity")
    SELECT ${workspaceId}, 'arn:aws:iam::' || (100000000000 + n % 100) || ':role/service-' || n, (100000000000 + n % 100)::text,
           'service-' || n, 'Deploys service ' || n, 43200, 'eu-west-1', true, true, ARRAY[]::TEXT[], false
      FROM generate_series(1, ${rolesTotal}::int) n`;
  await prisma.$executeRaw`
    INSERT INTO "RoleGrant" ("id", "workspaceId", "roleArn", "toKind", "userId", "services", "approverIds", "createdByName")
    SELECT "workspaceId" || ' ' || "roleArn", "workspaceId", "roleArn", 'person', ${userId}, ARRAY[]::TEXT[], ARRAY[]::TEXT[], 'Ann'
      FROM "VendableRole" WHERE "workspaceId" = ${workspaceId}`;
  await prisma.$executeRaw`
    INSERT INTO "CredentialIssue" ("id", "workspaceId", "userId", "roleArn", "use", "sessionName", "issuedAt", "expiresAt")
    SELECT ${userId} || n, ${workspaceId}, ${userId}, 'arn:aws:iam::' || (100000000000 + n % 100) || ':role/service-' || n,
           'terminal', 'db-mei-' || n, now() - n * interval '1 hour', now() - (n - 1) * interval '1 hour'
      FROM generate_series(1, 500) n`;
  await prisma.$executeRaw`
    INSERT INTO "AccessRequest" ("id", "batchId", "workspaceId", "requesterId", "requesterName", "grantId", "roleArn",
                                 "isBreakGlass", "reason", "ticket", "durationSeconds", "startsAt", "approvalsNeeded",
                                 "approverIds", "state", "createdAt", "lapsesAt")
    SELECT "id", "id", "workspaceId", ${userId}, 'Mei', "id", "roleArn", false, 'A release is stuck.', '', 3600,
           now(), 0, ARRAY[]::TEXT[], 'approved', now(), now() + interval '1 day'
      FROM "RoleGrant" WHERE "workspaceId" = ${workspaceId} LIMIT 1`;
}

/** How many statements a call sends to the database, on whatever connection. */
export async function statementsOf(call: () => Promise<unknown>): Promise<number> {
  const { prototype } = pg.Client;
  const { query } = prototype;
  let total = 0;
  prototype.query = function counted(this: pg.Client, ...args: unknown[]) {
    total += 1;
    return Reflect.apply(query, this, args);
  } as typeof query; // the same arguments go on
  await call().finally(() => {
    prototype.query = query;
  });
  return total;
}
