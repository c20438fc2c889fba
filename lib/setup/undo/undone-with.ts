import type { EndStore, PlanStore, StoredPlan } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';

export type AlongDeps = {
  ends: Pick<EndStore, 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
};

/** At least one, newest first. */
export type Plans = [StoredPlan, ...StoredPlan[]];

/**
 * What an undo takes back by itself, newest first: the plan, and of a crossing that has ended
 * also what the plan changed.
 */
export async function undoneWith(
  { plans }: Pick<AlongDeps, 'plans'>,
  plan: StoredPlan,
): Promise<Plans> {
  return goesWhole(plan) ? withEarlier({ plans }, plan) : [plan];
}

const goesWhole = ({ state, end }: StoredPlan): boolean =>
  state === 'quarantined' ||
  (['undoing', 'undo-stopped'].includes(state) && end?.isRemoving === true);

/** A plan with what it changed, and what that had changed, newest first. */
export async function withEarlier(
  { plans }: Pick<AlongDeps, 'plans'>,
  plan: StoredPlan,
): Promise<Plans> {
  const { workspaceId, body } = plan;
  const earlier = body.replaces ? await plans.find(workspaceId, body.replaces) : null;
  return earlier ? [plan, ...(await withEarlier({ plans }, earlier))] : [plan];
}

/** Whether a role that the plan made goes with it, and with the role whatever else is on it. */
const makesRole = (plan: StoredPlan): boolean => {
  const isTheirs = isByOwner(plan);
  return plan.steps.some(
    (step) =>
      step.write.kind === 'create-role' && step.doneAt !== null && !isTheirs(step),
  );
};

/**
 * The plans that have to be undone before this one, because it takes their role away: whoever else
 * they let in by it, and whatever they let it use. Newest first. None where the role stays, since
 * each plan can be taken out of a document by itself.
 */
export async function plansAlong(
  deps: AlongDeps,
  plan: StoredPlan,
): Promise<StoredPlan[]> {
  const own = await undoneWith(deps, plan);
  if (!own.some(makesRole)) return [];
  const isOwn = new Set(own.map(({ id }) => id));
  const found = new Map<string, StoredPlan>();
  // What a plan has changed would stand again once the plan is undone.
  for (const { id } of await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn))
    for (const one of isOwn.has(id) ? [] : await chainOf(deps, plan, id))
      if (!isOwn.has(one.id)) found.set(one.id, one);
  return [...found.values()].sort(
    (one, other) => other.createdAt.getTime() - one.createdAt.getTime(),
  );
}

async function chainOf(
  deps: AlongDeps,
  { workspaceId }: StoredPlan,
  id: string,
): Promise<StoredPlan[]> {
  const last = await deps.plans.find(workspaceId, id);
  return last ? withEarlier(deps, last) : [];
}
