import { endPlan } from '../end/end-plan';
import type { DraftFields } from '../schema';
import { plannedConsole } from './planned';

const DAY = 86_400_000;

/** A crossing that ends a day from now, written, and the ways to bring its end on. */
export async function endingConsole(fields: Partial<DraftFields> = {}) {
  const world = await plannedConsole(undefined, {
    requireEnd: true,
    endsAt: '2026-11-25T10:00:00Z',
    ...fields,
  });
  const before = world.atAws();
  await world.apply();
  const job = () => ({ workspaceId: world.actor.workspaceId, planId: world.planId });
  const wait = (days: number) => world.deps.clock.sleep(days * DAY);
  /** What the job does when it looks, and the run that comes of it. */
  async function look(): Promise<void> {
    await endPlan(world.deps, job());
    await world.run();
  }
  async function quarantined(): Promise<void> {
    await wait(1);
    await look();
  }
  return { ...world, before, job, wait, look, quarantined };
}
