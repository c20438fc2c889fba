import { changesAreOff } from '@/lib/core/changes-are-off';
import { isAsItself } from '@/lib/core/is-as-itself';
import { sayTime } from '@/lib/core/say-time';
import type { StoredPlan } from '@/lib/ports';
import type { PlanJob } from '../plan-job';
import { type PlanState, STANDING } from '../schema';
import { forgetAgreed } from '../undo/forget-agreed';
import { withEarlier } from '../undo/undone-with';
import { type EndDeps, type EndingPlan, hasEnd, STANDS, stands } from './end-deps';
import { besidesOnRole, othersOnRole } from './others-on-role';
import { removeBesides } from './remove-besides';
import { whyNotRemove } from './why-not-remove';

const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/**
 * Brings the end of a crossing one step on: at its date its role is denied everything, and once
 * the time of grace is over the plan is undone. One whose caller uses a bucket as itself is undone
 * at its date. What was given to its role beside it goes first. What somebody else has changed
 * meanwhile is left alone, and said; it is looked at again every hour.
 */
export async function endPlan(
  deps: EndDeps,
  { workspaceId, planId }: PlanJob,
): Promise<void> {
  const plan = await deps.plans.find(workspaceId, planId);
  if (!hasEnd(plan) || plan.end.isStopped) return;
  const now = deps.clock.now();
  const { endsAt, removeAt } = plan.end;
  if (isAsItself(plan.body)) {
    if (endsAt <= now && stands(plan)) await remove(deps, plan, STANDS, REMOVED_AT_ONCE);
    return;
  }
  if (removeAt === null && endsAt <= now) return deny(deps, plan);
  if (removeAt !== null && removeAt <= now)
    return remove(deps, plan, ['quarantined'], REMOVED_AFTER_GRACE);
}

const REMOVED_AFTER_GRACE = 'has been quarantined since its end, and is removed';
/** Its caller does other work too, and is not denied everything for it. */
const REMOVED_AT_ONCE = 'has ended, and is removed';

async function deny(deps: EndDeps, plan: EndingPlan): Promise<void> {
  if (!stands(plan)) return;
  const others = await othersOnRole(deps, plan);
  if (others) return putOff(deps, plan.id, others);
  await begin(deps, plan, {
    from: STANDS,
    to: 'quarantining',
    event: 'plan.quarantine',
    sentence: `The crossing “${plan.title}” has ended at ${sayTime(plan.end.endsAt)}: its role is denied everything.`,
  });
}

async function remove(
  deps: EndDeps,
  plan: EndingPlan,
  from: PlanState[],
  what: string,
): Promise<void> {
  if (!from.includes(plan.state)) return;
  const besides = await besidesOnRole(deps, plan);
  const why =
    (await othersOnRole(deps, plan)) ??
    (await whyNotRemove(deps, await withEarlier(deps, plan), besides));
  if (why) return putOff(deps, plan.id, why);
  if (deps.env.areChangesOn && besides.length > 0)
    return takeBesides(deps, plan, besides);
  // Marked without a run, it would have a later undo by hand take away what this plan replaced.
  if (deps.env.areChangesOn)
    await deps.ends.update(plan.id, { isRemoving: true, note: null });
  await begin(deps, plan, {
    from,
    to: 'undoing',
    event: 'plan.removal',
    sentence: `The crossing “${plan.title}” ${what}.`,
  });
}

/** Undoes first what was given to the role beside the crossing. */
async function takeBesides(
  deps: EndDeps,
  plan: EndingPlan,
  besides: StoredPlan[],
): Promise<void> {
  const { begun, note } = await removeBesides(deps, besides);
  for (const one of begun)
    await begin(deps, one, {
      from: STANDING,
      to: 'undoing',
      event: 'plan.removal',
      sentence: `“${one.title}” goes with the role of the crossing “${plan.title}”, which has ended.`,
    });
  const isGoing = begun.length > 0 || besides.some(({ state }) => state === 'undoing');
  await putOff(deps, plan.id, note, isGoing ? MS_PER_MINUTE : MS_PER_HOUR);
}

/** Says why it did not go on, where it does not do so by itself, and looks again in an hour. */
export async function putOff(
  { ends, clock }: Pick<EndDeps, 'ends' | 'clock'>,
  planId: string,
  note: string | null,
  ms = MS_PER_HOUR,
): Promise<void> {
  const lookAt = new Date(clock.now().getTime() + ms);
  await ends.update(planId, { note, lookAt });
}

type Begin = {
  from: PlanState[];
  to: 'quarantining' | 'undoing';
  event: string;
  sentence: string;
};

async function begin(
  deps: EndDeps,
  plan: StoredPlan,
  { from, to, event, sentence }: Begin,
): Promise<void> {
  const { id, workspaceId, createdById, body, hash } = plan;
  if (!deps.env.areChangesOn) return putOff(deps, id, changesAreOff.message);
  if (!(await forgetAgreed(deps, workspaceId, id))) return;
  await deps.activity.append({
    workspaceId,
    actorId: createdById,
    actorName: 'Drawbridge',
    event,
    outcome: 'intent',
    sentence,
    target: body.roleArn,
    planId: id,
    details: { hash },
  });
  if (await deps.plans.moveState(id, from, to))
    await deps.enqueue({ name: 'plan-run', workspaceId, planId: id });
}
