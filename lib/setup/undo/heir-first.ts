import type { PlanStore, StoredPlan } from '@/lib/ports';
import { heirsOf } from '../plan/is-rewritten';
import type { PlanJob } from '../plan-job';
import { type AlongDeps, plansAlong } from './undone-with';

type Deps = AlongDeps & { plans: Pick<PlanStore, 'setProgress'> };

/**
 * Whether an undo waits for the one of a plan that took it over, since what it wrote lies under
 * that. The end of that undo goes on with this one.
 */
export async function waitsForHeir(deps: Deps, plan: StoredPlan): Promise<boolean> {
  const heir = await heirFirst(deps, plan);
  if (heir) await deps.plans.setProgress(plan.id, `Undone after: ${heir.title}`);
  return heir !== null;
}

/** Null where there is none, or where the undo of this plan takes it along. */
async function heirFirst(deps: AlongDeps, plan: StoredPlan): Promise<StoredPlan | null> {
  const along = new Set((await plansAlong(deps, plan)).map(({ id }) => id));
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id } of onRole) {
    const [heir] = (await heirsOf(deps, plan, id)) ?? [];
    if (heir?.state === 'undoing' && !along.has(heir.id)) return heir;
  }
  return null;
}

type NextDeps = {
  plans: Pick<PlanStore, 'find'>;
  enqueue(job: PlanJob & { name: 'plan-run' }): Promise<void>;
};

/** Goes on with the undo of what a plan had changed, once the plan is undone itself. */
export async function undoNext(
  { plans, enqueue }: NextDeps,
  { workspaceId, body }: StoredPlan,
): Promise<void> {
  const next = body.replaces ? await plans.find(workspaceId, body.replaces) : null;
  if (next?.state === 'undoing')
    await enqueue({ name: 'plan-run', workspaceId, planId: next.id });
}
