import { beforeEach, expect, it } from 'vitest';
import { endingConsole } from '../fakes/ending';
import { DATA } from '../fakes/inventory';
import { ROLE, ROLE_KEY } from '../fakes/planned';

const QUARANTINE = `${DATA} role ${ROLE} DrawbridgeQuarantine`;

let world: Awaited<ReturnType<typeof endingConsole>>;

beforeEach(async () => {
  world = await endingConsole();
});

const end = () => world.stored().end;

it.each([
  ['made anew by hand', {}],
  ['made by another workspace', { 'drawbridge:plan': 'theirs', 'drawbridge:step': '1' }],
])('denies nothing to a role of the same name that was %s', async (_, tags) => {
  const role = world.deps.aws.roles.get(ROLE_KEY);
  if (!role) throw new Error('no role');
  world.deps.aws.roles.set(ROLE_KEY, { ...role, tags });
  await world.quarantined();
  expect(world.stored().state).toBe('applied');
  expect(end()?.note).toContain('not the role any more');
  expect(world.deps.aws.policies.has(QUARANTINE)).toBe(false);
  world.deps.aws.roles.set(ROLE_KEY, role);
  await world.look();
  expect(world.stored().state).toBe('quarantined');
});

it('denies nothing to a role that is gone', async () => {
  world.deps.aws.roles.delete(ROLE_KEY);
  await world.quarantined();
  expect(world.stored().state).toBe('applied');
  expect(end()?.note).toContain('not the role any more');
});

it('neither denies nor deletes a role that another plan is about too', async () => {
  const other = { ...world.stored(), id: 'other', state: 'applied' as const };
  world.deps.plans.rows.set('other', other);
  await world.quarantined();
  expect(world.stored().state).toBe('applied');
  expect(end()?.note).toContain('another plan');
});
