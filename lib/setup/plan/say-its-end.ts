import { findOfRole } from '@/lib/core/find-of-role';
import { isBesideRole } from '@/lib/core/is-as-itself';
import { sayTime } from '@/lib/core/say-time';
import type { EndStore, PlannedStep, PlanStore, StoredPlan } from '@/lib/ports';
import type { Access } from '../recipes/recipe';
import type { KnownWorld } from '../world/load-world';

type Deps = {
  ends: Pick<EndStore, 'listOnRole'>;
  plans: Pick<PlanStore, 'find'>;
};

type Planned = {
  steps: PlannedStep[];
  /** The plan that is changed, which does not end itself. */
  changed: StoredPlan | null;
};

/** A role that goes at a date takes along what it is given beside its crossing. */
export const sayItsEnd = (standing: StoredPlan | null): string[] =>
  standing?.end && !standing.end.isStopped
    ? [
        `The crossing “${standing.title}” ends at ${sayTime(standing.end.endsAt)}. Its role is denied everything then, and this is taken back before the role is removed.`,
      ]
    : [];

/** The same of a new plan, which may let the role of an ending crossing use a bucket as itself. */
export async function sayEndOfWho(
  { ends, plans }: Deps,
  { workspaceId }: KnownWorld,
  { place }: Access,
  { steps, changed }: Planned,
): Promise<string[]> {
  if (!isBesideRole({ body: place, steps })) return [];
  const onRole = await ends.listOnRole(workspaceId, place.roleArn);
  const crossing = await findOfRole(plans, workspaceId, onRole);
  return crossing?.id === changed?.id ? [] : sayItsEnd(crossing);
}
