import { expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/test-database';
import { statementsOf } from '@/lib/db/test-many-roles';
import { startJobs } from './jobs';
import { createLog } from './log';

const database = useTestDatabase();
const JOBS = 20;
/** Waiting for the next look of each worker, for each job, would ask many times as often. */
const STATEMENTS_MAX = 150;

it('takes a job that was sent in this process without waiting for the next look', async () => {
  let done = () => {};
  const jobs = await startJobs(database().url, createLog('silent'), async ({ name }) => {
    if (name === 'revocations') done();
  });
  const statements = await statementsOf(async () => {
    for (let sent = 0; sent < JOBS; sent += 1) {
      const isDone = new Promise<void>((resolve) => {
        done = resolve;
      });
      await jobs.enqueue({ name: 'revocations' });
      await isDone;
    }
  }).finally(jobs.stop);
  expect(statements).toBeLessThanOrEqual(STATEMENTS_MAX);
});
