import type { PlanStore } from '@/lib/ports';
import type { PlanJob } from './plan-job';
import { type WatchJob, watchLater } from './watch-job';

type Deps = {
  plans: Pick<PlanStore, 'listInterrupted' | 'listWaiting'>;
  enqueue(job: (PlanJob & { name: 'plan-run' }) | WatchJob): Promise<void>;
};

/**
 * At the start of a process: goes on with plans that a stopped one left in the middle, and with
 * looking for halves that others are to write.
 */
export async function resumeInterrupted({ plans, enqueue }: Deps): Promise<void> {
  for (const { workspaceId, id } of await plans.listInterrupted())
    await enqueue({ name: 'plan-run', workspaceId, planId: id });
  for (const { workspaceId, id } of await plans.listWaiting())
    await enqueue(watchLater({ workspaceId, planId: id }, 0));
}
