import 'server-only';
import { createAws } from '@/lib/aws/create-aws';
import { createDatabase } from '@/lib/db/client';
import { createStores } from '@/lib/db/stores';
import { createAuth } from './auth';
import { systemClock, systemRandom } from './clock';
import { type Env, parseEnv, secretOf } from './env';
import { hubOf } from './hub';
import { type Job, type Jobs, startJobs } from './jobs';
import { createLog } from './log';
import { runJob } from './run-job';
import type { Services } from './service-ports';

export type { Services };

function readEnv(): Env {
  const env = parseEnv(process.env);
  if (env.ok) return env.value;
  const problems = env.problems.map(({ name, message }) => `${name}: ${message}`);
  throw new Error(`The environment cannot be used:\n${problems.join('\n')}`);
}

async function wire(): Promise<Services> {
  const env = readEnv();
  if (!env.databaseUrl)
    throw new Error('DATABASE_URL is not set. Start the console by npm start.');
  const log = createLog(env.logLevel);
  const database = createDatabase(env.databaseUrl);
  const stores = createStores(database.prisma);
  const aws = createAws({ practice: env.practice, awsEndpoint: env.awsEndpoint });
  const auth = createAuth({
    prisma: database.prisma,
    secret: secretOf(env),
    origin: env.origin,
  });
  const jobs: Jobs = await startJobs(env.databaseUrl, log, env.areJobsOn ? run : null);
  const wired: Services = {
    ...stores,
    env,
    log,
    aws,
    auth,
    clock: systemClock,
    random: systemRandom,
    hubOf: (workspaceId) => hubOf(stores.accounts, workspaceId),
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
  holder.drawbridgeServices ??= wire();
  return holder.drawbridgeServices;
}
