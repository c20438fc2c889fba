import { beforeEach, expect, it } from 'vitest';
import { endPlan } from '../end/end-plan';
import { endingConsole } from '../fakes/ending';
import { withUse } from '../fakes/on-role';

let world: Awaited<ReturnType<typeof endingConsole>>;

beforeEach(async () => {
  world = await endingConsole();
  await world.quarantined();
});

/** Somebody was told of the plan `use`, and their undo stopped before it had begun. */
const agreed = () => ({
  undoesAlong: { ids: ['use'], userId: world.actor.userId, name: 'Mei' },
});

it('takes nothing along by an earlier word where a crossing is removed by itself', async () => {
  const crossing = world.stored();
  Object.assign(crossing.body, agreed());
  await world.wait(7);
  await endPlan(world.deps, world.job());
  // It came between the look at the role and the run.
  const use = withUse(world, crossing);
  await world.run();
  expect([use.stored().state, crossing.state]).toEqual(['applied', 'undo-stopped']);
  expect(crossing.body).not.toHaveProperty('undoesAlong');
  const said = world.deps.activity.entries.map(({ sentence }) => sentence).join('\n');
  expect(said).toContain(
    'What Mei agreed goes along with an undo of it counts no longer',
  );
});

it('begins no removal where the plan was changed meanwhile, and looks again', async () => {
  Object.assign(world.stored().body, agreed());
  await world.wait(7);
  const plans = { ...world.deps.plans, saveNotes: async () => false };
  await endPlan({ ...world.deps, plans }, world.job());
  expect(world.stored().state).toBe('quarantined');
  await world.look();
  expect(world.stored().state).toBe('undone');
});

it('takes nothing along by an earlier word for what the removal goes on with', async () => {
  const crossing = world.stored();
  const earlier = structuredClone(crossing);
  Object.assign(earlier, {
    id: 'earlier',
    state: 'replaced',
    steps: [],
    quarantine: null,
  });
  Object.assign(earlier.body, agreed());
  world.deps.plans.rows.set('earlier', earlier);
  crossing.body.replaces = 'earlier';
  await world.wait(7);
  await world.look();
  const next = world.deps.plans.rows.get('earlier');
  expect([crossing.state, next?.state]).toEqual(['undone', 'undoing']);
  expect(next?.body).not.toHaveProperty('undoesAlong');
});
