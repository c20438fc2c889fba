import { expect } from 'vitest';
import { applyPlan } from '../apply-plan';
import { runPlan } from '../run-plan';
import type { DraftFields } from '../schema';
import { undoPlan } from '../undo-plan';
import { fakeConsole } from './console';
import { DATA } from './inventory';

export const ROLE = 'x-app-logs-reader';
export const ROLE_KEY = `${DATA} ${ROLE}`;

/** A plan of the fake console, and the ways to move it on. */
export async function plannedConsole(
  world = fakeConsole(),
  fields: Partial<DraftFields> = {},
) {
  const plan = await world.plan(fields);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return withPlan(world, plan.value.planId);
}

/** The ways to move a plan on. */
export function withPlan(world: ReturnType<typeof fakeConsole>, planId: string) {
  const { deps, actor } = world;
  const run = () => runPlan(deps, { workspaceId: actor.workspaceId, planId });
  const stored = () => {
    const found = deps.plans.rows.get(planId);
    if (!found) throw new Error('no plan');
    return found;
  };
  return {
    ...world,
    planId,
    run,
    stored,
    async apply(): Promise<void> {
      expect(await applyPlan(deps, actor, { planId })).toMatchObject({ ok: true });
      await run();
    },
    async undo(): Promise<void> {
      const input = { planId, typedName: stored().body.roleName };
      expect(await undoPlan(deps, actor, input)).toMatchObject({ ok: true });
      await run();
    },
    /** Everything that AWS holds, to compare before and after. */
    atAws: () =>
      JSON.stringify([
        [...deps.aws.roles],
        [...deps.aws.policies].sort(),
        [...deps.aws.others].sort(),
      ]),
  };
}
