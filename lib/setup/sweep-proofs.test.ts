import { expect, it } from 'vitest';
import { UserId, WorkspaceId } from '@/lib/core/ids';
import type { DueProof } from '@/lib/ports';
import { fakeActivity } from './fakes/stores';
import { sweepProofs } from './sweep-proofs';

const HOUR = 3_600_000;
const start = Date.parse('2026-11-26T00:00:00Z');

const plan = (index: number): DueProof => ({
  workspaceId: WorkspaceId.parse('acme'),
  id: `plan-${index}`,
  title: `plan ${index}`,
  createdById: UserId.parse('mei'),
  roleArn: 'arn:aws:iam::111122223333:role/x',
  everyHours: 24,
  dueAt: null,
});

/** A schedule in memory, looked at every five minutes. */
function scheduleOf(plans: DueProof[]) {
  const log: string[] = [];
  let now = start;
  const deps = {
    activity: fakeActivity(),
    clock: { now: () => new Date(now) },
    env: { areChangesOn: true },
    enqueue: async ({ planId }: { planId: string }) => {
      log.push(planId);
    },
    proofSchedule: {
      listDue: async (at: Date, limit: number) =>
        plans
          .filter(({ dueAt }) => dueAt === null || dueAt <= at)
          .sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0))
          .slice(0, limit)
          .map((one) => ({ ...one })),
      move: async (id: string, _: Date | null, to: Date) => {
        const found = plans.find((one) => one.id === id);
        if (found) found.dueAt = to;
        return true;
      },
    },
  };
  return {
    log,
    async sweepFor(hours: number): Promise<number> {
      let most = 0;
      for (const end = now + hours * HOUR; now < end; now += HOUR / 12) {
        const before = log.length;
        await sweepProofs(deps);
        most = Math.max(most, log.length - before);
      }
      return most;
    },
  };
}

it('proves a thousand crossings once a day each, a few at a time', async () => {
  const schedule = scheduleOf(Array.from({ length: 1_000 }, (_, index) => plan(index)));
  // The first day gives each its moment.
  await schedule.sweepFor(24);
  schedule.log.length = 0;
  const most = await schedule.sweepFor(24);
  expect(most).toBeLessThanOrEqual(20);
  expect(new Set(schedule.log).size).toBe(1_000);
  expect(schedule.log).toHaveLength(1_000);
});

it('makes up for a week without a console once, not seven times', async () => {
  const dueAt = new Date(start - 7 * 24 * HOUR);
  const schedule = scheduleOf([{ ...plan(1), dueAt }]);
  await schedule.sweepFor(1);
  expect(schedule.log).toEqual(['plan-1']);
});
