import type { PlanStore } from '@/lib/ports';
import type { PlanJob } from './run-plan';

type Deps = {
  plans: Pick<PlanStore, 'listInterrupted'>;
  enqueue(job: PlanJob & { name: 'plan-run' }): Promise<void>;
};

/** At the start of a process: goes on with plans that a stopped one left in the middle. */
export async function resumeInterrupted({ plans, enqueue }: Deps): Promise<void> {
  for (const { workspaceId, id } of await plans.listInterrupted())
    await enqueue({ name: 'plan-run', workspaceId, planId: id });
}
