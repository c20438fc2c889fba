import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { statementNames } from './statement-names';

export type { PrismaClient };

export type Database = { prisma: PrismaClient; close(): Promise<void> };

/** Connections of one process. Several replicas share a server of 100 by default. */
const POOL_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
/** Said by an operator whose pooler gives each transaction another connection. */
const BY_POOLER = /[?&]pgbouncer=true(&|$)/;

/**
 * One client over a bounded pool. Connects at the first query; `close` waits for the queries
 * under way.
 */
export function createDatabase(url: string): Database {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: POOL_CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      application_name: 'drawbridge',
    },
    // A broken idle connection is replaced by the pool; the next query tells its own error.
    {
      onPoolError: () => undefined,
      onConnectionError: () => undefined,
      ...(BY_POOLER.test(url) ? {} : { statementNameGenerator: statementNames() }),
    },
  );
  const prisma = new PrismaClient({ adapter });
  return { prisma, close: () => prisma.$disconnect() };
}
