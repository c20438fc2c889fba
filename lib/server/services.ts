import 'server-only';
import { createAws } from '@/lib/aws/create-aws';
import { iamVocabulary } from '@/lib/aws/iam-vocabulary';
import { keepTakings } from '@/lib/credentials/trail/keep-takings';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { connectionOf } from '@/lib/inventory/connections';
import { keepIndexes } from '@/lib/inventory/keep-indexes';
import { createNotifier } from '@/lib/notifications/create-notifier';
import type { Aws } from '@/lib/ports';
import { createAuth } from './auth';
import { changeNothing } from './change-nothing';
import { systemClock, systemRandom } from './clock';
import { type Env, parseEnv, secretOf } from './env';
import { hubOf } from './hub';
import { consoleTokens } from './issuer/console-tokens';
import { type Job, type Jobs, startJobs } from './jobs';
import { createLog } from './log';
import { consoleCourier } from './notifications/console-courier';
import { consoleSealer } from './notifications/console-sealer';
import { practiceWorldsOf } from './practice-control';
import { runJob } from './run-job';
import type { Services } from './service-ports';

export type { Services };

function readEnv(): Env {
  const env = parseEnv(process.env);
  if (env.ok) return env.value;
  const problems = env.problems.map(({ name, message }) => `${name}: ${message}`);
  throw new Error(`The environment cannot be used:\n${problems.join('\n')}`);
}

function awsOf(env: Env): Aws {
  const aws = createAws({ practice: env.practice, awsEndpoint: env.awsEndpoint });
  return env.areChangesOn ? aws : changeNothing(aws);
}

/** Ports that need no settings. */
const FIXED = {
  clock: systemClock,
  random: systemRandom,
  connectionOf,
  vocabulary: iamVocabulary,
};

async function wire(): Promise<Services> {
  const env = readEnv();
  if (!env.databaseUrl)
    throw new Error('DATABASE_URL is not set. Start the console by npm start.');
  const log = createLog(env.logLevel);
  const database = createDatabase(env.databaseUrl);
  const stores = createStores(database.prisma);
  const aws = awsOf(env);
  const auth = createAuth({
    prisma: database.prisma,
    secret: secretOf(env),
    origin: env.origin,
    log,
  });
  const started = startJobs(env.databaseUrl, log, env.areJobsOn ? run : null);
  const jobs: Jobs = await started.catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const sealer = consoleSealer(env);
  const practiceWorlds = env.practice ? practiceWorldsOf(env.practice) : null;
  const wired: Services = {
    ...stores,
    env,
    log,
    aws,
    auth,
    ...FIXED,
    practiceWorlds,
    identityTokens: consoleTokens(stores, env, practiceWorlds),
    hubOf: (workspaceId) => hubOf(stores.accounts, workspaceId),
    indexOf: keepIndexes(stores.indexes),
    takingsOf: keepTakings({ aws, clock: systemClock }),
    notifier: createNotifier({ outbox: stores.outbox, enqueue: jobs.enqueue }),
    sealer,
    courier: consoleCourier({ env, sealer, clock: systemClock }),
    enqueue: jobs.enqueue,
    stop: async () => {
      await jobs.stop();
      await database.close();
    },
  };
  async function run(job: Job): Promise<void> {
    await runJob(wired, job);
  }
  return wired;
}

// Next loads server code in several bundles; the process has one set of connections.
const holder = globalThis as { drawbridgeServices?: Promise<Services> };

export function services(): Promise<Services> {
  // A database that was away once must not be away for ever: the next request tries again.
  holder.drawbridgeServices ??= wire().catch((error: unknown) => {
    delete holder.drawbridgeServices;
    throw error;
  });
  return holder.drawbridgeServices;
}
