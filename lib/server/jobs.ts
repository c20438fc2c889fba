import PgBoss from 'pg-boss';
import type { WorkspaceId } from '@/lib/core/ids';
import type { NoticesJob } from '@/lib/notifications/create-notifier';
import type { VerifyJob } from '@/lib/setup/verify-plan';
import { type WatchJob, watchKey } from '@/lib/setup/watch-job';
import type { Log } from './log';

/** Work that goes on after the page has its answer. Data only: a job may run on another replica. */
export type Job =
  | { name: 'sync'; workspaceId: WorkspaceId; syncId: string; accountIds: string[] }
  | { name: 'plan-run'; workspaceId: WorkspaceId; planId: string }
  | VerifyJob
  | { name: 'revocations' }
  | NoticesJob
  | { name: 'proofs' }
  | { name: 'ends' }
  | WatchJob;

const NAMES = [
  'sync',
  'plan-run',
  'plan-verify',
  'plan-watch',
  'revocations',
  'proofs',
  'ends',
  'notices',
] as const;
/** Looked for what is due, by nobody's hand; and how often. */
const SWEEPS = {
  revocations: '*/5 * * * *',
  proofs: '*/5 * * * *',
  ends: '*/5 * * * *',
  notices: '* * * * *',
} as const;
const WORKERS_PER_QUEUE = 2;
/** For jobs of other replicas and those that were to wait: who enqueues one here wakes the workers. */
const POLL_SECONDS = 2;

export type JobRunner = (job: Job) => Promise<void>;
export type Jobs = { enqueue(job: Job): Promise<void>; stop(): Promise<void> };

/** Connects to the job queue in the database; takes jobs only when a runner is given. */
export async function startJobs(
  databaseUrl: string,
  log: Log,
  run: JobRunner | null,
): Promise<Jobs> {
  const boss = new PgBoss({ connectionString: databaseUrl, max: 3 });
  boss.on('error', (error) => log.error({ err: error }, 'job queue'));
  await boss.start();
  const workers = new Map<string, string[]>();
  for (const name of NAMES) {
    // A saga keeps its own journal: it is resumed from there, never repeated by the queue.
    await boss.createQueue(name, {
      name,
      // One watch of a plan and a kind waits at a time, however often it is asked for.
      policy: name === 'plan-watch' ? 'short' : 'standard',
      retryLimit: 0,
      expireInSeconds: 1800,
    });
    if (run) workers.set(name, await listen(boss, name, log, run));
  }
  for (const [name, often] of run ? Object.entries(SWEEPS) : [])
    await boss.schedule(name, often, { name });
  return {
    enqueue: async (job) => {
      await boss.send(job.name, job, optionsOf(job));
      for (const worker of workers.get(job.name) ?? []) boss.notifyWorker(worker);
    },
    stop: () => boss.stop({ graceful: true, timeout: 5000 }),
  };
}

function optionsOf(job: Job): PgBoss.SendOptions {
  switch (job.name) {
    case 'plan-watch':
      return { startAfter: job.afterSeconds, singletonKey: watchKey(job) };
    case 'notices':
      return { startAfter: job.afterSeconds ?? 0 };
    case 'plan-verify':
      // Whoever asks does not wait for what nobody waits for.
      return { priority: job.isScheduled ? -1 : 0 };
    default:
      return {};
  }
}

/** Workers of a queue, by the names that wake them. */
const listen = (
  boss: PgBoss,
  name: string,
  log: Log,
  run: JobRunner,
): Promise<string[]> =>
  Promise.all(
    Array.from({ length: WORKERS_PER_QUEUE }, () =>
      boss.work<Job>(name, { pollingIntervalSeconds: POLL_SECONDS }, async (jobs) => {
        for (const { data } of jobs) {
          await run(data).catch((error: unknown) => {
            log.error({ err: error, job: data.name }, 'job failed');
            throw error;
          });
        }
      }),
    ),
  );
