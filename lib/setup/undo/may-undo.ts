import type { StoredPlan } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { heirsOf, placeOf } from '../plan/is-rewritten';
import { takeOut } from '../saga/take-out';
import { type PlanState, STANDING } from '../schema';
import { stepsToUndo } from './bonds-of-others';
import { type AlongDeps, plansAlong } from './undone-with';

/** What a person may ask to be undone. */
export const UNDOABLE: PlanState[] = [
  'stopped',
  'suspended',
  'waiting',
  ...STANDING,
  'quarantined',
  'left',
  'undo-stopped',
  'replaced',
];

/** An undo as it would go now: what goes along with it, and why it cannot begin; null where it can. */
export type ComingUndo = { along: StoredPlan[]; why: string | null };

/** How a plan would be undone now, as far as the console knows without asking AWS. */
export async function comingUndo(deps: AlongDeps, plan: StoredPlan): Promise<ComingUndo> {
  const along = UNDOABLE.includes(plan.state) ? await plansAlong(deps, plan) : [];
  const busy = along.find(({ state }) => !GOES_ALONG.includes(state));
  if (busy)
    return {
      along,
      why: `“${busy.title}” is on the same role and would go first, but it is under way, halted or quarantined. Finish it on its page.`,
    };
  const isReplaced = plan.state === 'replaced' && along.length === 0;
  return { along, why: isReplaced ? await whyNotApart(deps, plan) : null };
}

/** One that a later plan took over goes along with that one, and one that goes already goes on. */
const GOES_ALONG: PlanState[] = [...STANDING, 'replaced', 'undoing', 'undo-stopped'];

/** Why a plan cannot be taken out from under the later ones that took it over. */
async function whyNotApart(deps: AlongDeps, plan: StoredPlan): Promise<string | null> {
  const onRole = await deps.ends.listOnRole(plan.workspaceId, plan.body.roleArn);
  for (const { id } of onRole)
    for (const heir of (await heirsOf(deps, plan, id)) ?? [])
      if (!isApart(plan, heir))
        return `The later plan “${heir.title}” has changed what this one wrote: undo that one first.`;
  return null;
}

/** Whether what a plan wrote can still be told from what a later one wrote in the same documents. */
const isApart = (plan: StoredPlan, heir: StoredPlan): boolean =>
  // A change that is its owner's alone hangs on our half as the earlier plan wrote it.
  !(heir.steps.length > 0 && heir.steps.every(isByOwner(heir))) &&
  stepsToUndo(plan).every((step) =>
    heir.steps
      .filter((later) => placeOf(later) === placeOf(step))
      .every((later) => takeOut(step, later.after).kind === 'left'),
  );
