import { randomUUID } from 'node:crypto';
import { createAws } from '@/lib/aws/create-aws';
import { iamVocabulary } from '@/lib/aws/iam-vocabulary';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import { keepTakings } from '@/lib/credentials/trail/keep-takings';
import { createDatabase, type Database } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { connectionOf } from '@/lib/inventory/connections';
import { keepIndexes } from '@/lib/inventory/keep-indexes';
import { runSync } from '@/lib/inventory/run-sync';
import { createNotifier } from '@/lib/notifications/create-notifier';
import type { MemberRole } from '@/lib/ports';
import { createAuth, createPerson } from '@/lib/server/auth';
import { systemClock, systemRandom } from '@/lib/server/clock';
import { parseEnv, secretOf } from '@/lib/server/env';
import { hubOf } from '@/lib/server/hub';
import { consoleTokens } from '@/lib/server/issuer/console-tokens';
import { createLog } from '@/lib/server/log';
import { consoleCourier } from '@/lib/server/notifications/console-courier';
import { consoleSealer } from '@/lib/server/notifications/console-sealer';
import { ensurePracticeWorld, practiceWorldsOf } from '@/lib/server/practice-control';
import { ensurePracticeWorkspace } from '@/lib/server/practice-workspace';
import type { Services } from '@/lib/server/services';
import { refreshVendableRoles } from '@/lib/server/vendable-roles';
import type { ConsoleFacts } from './console-process';
import { copyReadings } from './copy-readings';
import { practiceControl } from './practice-control';

const PASSWORD = 'correct horse battery staple';

/** The ports of the running console's database, for making a world before a test. */
const portsOf = (facts: ConsoleFacts): Services =>
  portsOn(facts, createDatabase(facts.databaseUrl));

function portsOn(facts: ConsoleFacts, database: Database): Services {
  const stores = createStores(database.prisma);
  const env = parseEnv({
    DATABASE_URL: facts.databaseUrl,
    DRAWBRIDGE_ORIGIN: facts.origin,
    DRAWBRIDGE_DATA_DIR: facts.dataDir,
    DRAWBRIDGE_PRACTICE_URL: facts.practice.url,
    DRAWBRIDGE_PRACTICE_TOKEN: facts.practice.controlToken,
  });
  if (!env.ok) throw new Error('The environment of the tests is wrong.');
  const practiceWorlds = practiceWorldsOf(facts.practice);
  const sealer = consoleSealer(env.value);
  const aws = createAws({ practice: facts.practice, awsEndpoint: null });
  const ports: Services = {
    ...stores,
    env: env.value,
    log: createLog('silent'),
    aws,
    auth: createAuth({
      prisma: database.prisma,
      secret: secretOf(env.value),
      origin: facts.origin,
    }),
    clock: systemClock,
    random: systemRandom,
    connectionOf,
    hubOf: (workspaceId) => hubOf(stores.accounts, workspaceId),
    practiceWorlds,
    identityTokens: consoleTokens(stores, env.value, practiceWorlds),
    vocabulary: iamVocabulary,
    indexOf: keepIndexes(stores.indexes),
    takingsOf: keepTakings({ aws, clock: systemClock }),
    notifier: createNotifier({ outbox: stores.outbox, enqueue: async () => undefined }),
    sealer,
    courier: consoleCourier({ env: env.value, sealer, clock: systemClock }),
    enqueue: async (job) => {
      if (job.name === 'sync') await runSync(ports, job);
    },
    stop: () => database.close(),
  };
  return ports;
}

export type Person = { userId: UserId; email: string; password: string; name: string };

/** A workspace with a practice world of its own, read once. */
export type Org = {
  ports: Services;
  workspaceId: WorkspaceId;
  practice: ReturnType<typeof practiceControl>;
  addPerson(role: MemberRole, name?: string): Promise<Person>;
};

export async function makeOrg(facts: ConsoleFacts): Promise<Org> {
  const ports = portsOf(facts);
  const workspaceId = newWorkspaceId();
  await ensurePracticeWorkspace(ports, facts.practice, {
    id: workspaceId,
    name: NAME,
  });
  return orgOf(facts, ports, workspaceId);
}

/**
 * Another one with practice accounts of its own. They are alike, so that what was read of the
 * first holds for them as well and is copied.
 */
export async function makeOrgLike(
  facts: ConsoleFacts,
  { workspaceId }: Org,
): Promise<Org> {
  const database = createDatabase(facts.databaseUrl);
  const ports = portsOn(facts, database);
  const id = newWorkspaceId();
  await ports.workspaces.ensure({ id, name: NAME, kind: 'practice' });
  await ensurePracticeWorld(facts.practice, id);
  await copyReadings(database.prisma, workspaceId, id);
  return orgOf(facts, ports, id);
}

const NAME = 'Acme practice';

const newWorkspaceId = (): WorkspaceId =>
  WorkspaceId.parse(`w-${randomUUID().slice(0, 8)}`);

const orgOf = (facts: ConsoleFacts, ports: Services, workspaceId: WorkspaceId): Org => ({
  ports,
  workspaceId,
  practice: practiceControl(facts.practice, workspaceId),
  addPerson: (role, name = 'Maya Petrov') => addPerson(ports, workspaceId, role, name),
});

async function addPerson(
  ports: Services,
  workspaceId: WorkspaceId,
  role: MemberRole,
  name: string,
): Promise<Person> {
  const email = `${name.split(' ')[0]?.toLowerCase()}-${randomUUID().slice(0, 8)}@example.com`;
  const id = await createPerson(ports.auth, { name, email, password: PASSWORD });
  const userId = UserId.parse(id);
  await ports.people.ensureHandle(userId, email.split('@')[0] ?? 'person');
  await ports.people.addMember(workspaceId, userId, role);
  await ports.people.switchWorkspace(userId, workspaceId);
  await refreshVendableRoles(ports, workspaceId);
  return { userId, email, password: PASSWORD, name };
}

/** Reads accounts again, as the console does each hour. */
export async function readAgain(
  { ports, workspaceId }: Org,
  accountIds: string[],
): Promise<void> {
  const syncId = await ports.syncs.start(workspaceId, accountIds.length, new Date());
  await runSync(ports, { workspaceId, syncId, accountIds });
}
