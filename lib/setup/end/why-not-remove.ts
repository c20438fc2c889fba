import type { StoredPlan, StoredStep, TargetState } from '@/lib/ports';
import { isByOwner } from '../plan/by-owner';
import { placeOf } from '../plan/is-rewritten';
import { documentOf } from '../plan/plan-steps';
import { sayTarget } from '../plan/say-target';
import { isShared, standOf } from '../saga/compare-live';
import { takeOut } from '../saga/take-out';
import { findHeld } from '../undo/find-held';
import type { Plans } from '../undo/undone-with';
import { connectionIn } from '../world/connection-in';
import type { EndDeps } from './end-deps';

type Deps = Pick<EndDeps, 'accounts' | 'aws' | 'connectionOf'>;

/**
 * What keeps plans from being undone by themselves, before anything of them is touched: a document
 * that is not as they wrote it, one that cannot be read, or an object that somebody else has tied
 * to something. Null when nothing does.
 *
 * @param plans what is undone together, each of which changed the next
 * @param along what goes before them, and is looked at in its own turn
 */
export async function whyNotRemove(
  deps: Deps,
  plans: Plans,
  along: StoredPlan[] = [],
): Promise<string | null> {
  const accounts = await deps.accounts.list(plans[0].workspaceId);
  const connectionTo = connectionIn(deps, accounts);
  for (const { planId, step } of newestOfEachPlace(plans)) {
    const connection = connectionTo(step.accountId);
    if (!connection)
      return `This console has no connection to ${step.accountId}, so nothing was removed.`;
    const live = await deps.aws.readTarget(connection, step.target);
    if (!live.ok)
      return `${sayTarget(step.target)} could not be read, so nothing was removed.`;
    if (!isOurs(planId, step, live.value))
      return `${sayTarget(step.target)} was changed by somebody else since, so nothing was removed. Put it back as the plan wrote it, or remove the rest by hand.`;
  }
  const held = await findHeld(deps, [...plans, ...along]);
  return held && `${held} Nothing was removed.`;
}

type Written = { planId: string; step: StoredStep };

/** What each document was given last: the earlier plan's text of it is not what stands. */
function newestOfEachPlace(plans: StoredPlan[]): Written[] {
  const found = new Map<string, Written>();
  for (const plan of plans)
    for (const step of plan.steps) {
      const place = placeOf(step);
      const isWritten = step.state === 'done' && !isByOwner(plan)(step);
      if (isWritten && !found.has(place)) found.set(place, { planId: plan.id, step });
    }
  return [...found.values()];
}

/** As the plan wrote it, or with what others wrote beside it. */
function isOurs(planId: string, step: StoredStep, live: TargetState): boolean {
  if (standOf(planId, step, live) === 'after') return true;
  const { kind } = takeOut(step, documentOf(live));
  // An audience that somebody else took out already needs nothing.
  const isGone = step.target.kind === 'provider-audience' && kind === 'out';
  return isShared(step.target) && (kind === 'left' || isGone);
}
