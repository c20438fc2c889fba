import { beforeEach, expect, it } from 'vitest';
import { refused } from './fakes/aws';
import { TOOLING } from './fakes/inventory';
import { plannedConsole, ROLE, ROLE_KEY } from './fakes/planned';
import { leavePlan } from './leave-plan';
import { undoPlan } from './undo-plan';

let world: Awaited<ReturnType<typeof plannedConsole>>;

beforeEach(async () => {
  world = await plannedConsole();
});

it('puts everything back, newest first', async () => {
  const before = world.atAws();
  await world.apply();
  world.tape.length = 0;
  await world.undo();
  expect(world.tape.filter((line) => line.startsWith('aws '))).toEqual([
    'aws put-trust',
    'aws delete-inline-policy',
    'aws delete-inline-policy',
    'aws delete-role',
  ]);
  expect(world.atAws()).toBe(before);
  expect(world.stored().state).toBe('undone');
});

it('restores a policy of others byte for byte', async () => {
  const key = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
  const foreign = '{ "Version":"2012-10-17",\n\t"Statement":[{"Sid":"Own"}] }';
  world.deps.aws.policies.set(key, foreign);
  world = await plannedConsole(world);
  await world.apply();
  expect(world.deps.aws.policies.get(key)).toContain('"Sid":"Own"');
  expect(world.deps.aws.policies.get(key)).toContain('AssumeXAppLogsReader');
  await world.undo();
  expect(world.deps.aws.policies.get(key)).toBe(foreign);
});

it('takes back only what was written', async () => {
  const before = world.atAws();
  world.deps.aws.answers = [null, null, refused('AccessDenied')];
  await world.apply();
  await world.undo();
  expect(world.stored().steps.map(({ state }) => state)).toEqual([
    'undone',
    'undone',
    'undone',
    'waiting',
  ]);
  expect(world.atAws()).toBe(before);
});

it('does not delete a role that somebody else has opened since', async () => {
  world.deps.aws.answers = [null, refused('AccessDenied')];
  await world.apply();
  const role = world.deps.aws.roles.get(ROLE_KEY);
  if (role) role.trust = '{"Statement":[{"Effect":"Allow"}]}';
  await world.undo();
  expect(world.stored().state).toBe('undo-stopped');
  expect(world.deps.aws.roles.has(ROLE_KEY)).toBe(true);
});

it('asks for the name of the role that goes', async () => {
  await world.apply();
  expect(
    await undoPlan(world.deps, world.actor, { planId: world.planId, typedName: 'other' }),
  ).toMatchObject({ ok: false, error: { fields: { typedName: expect.any(String) } } });
});

it('is still there after a plan was left half-way', async () => {
  const before = world.atAws();
  world.deps.aws.answers = [null, null, refused('AccessDenied')];
  await world.apply();
  expect(
    await leavePlan(world.deps, world.actor, { planId: world.planId }),
  ).toMatchObject({
    ok: true,
  });
  expect(world.stored().state).toBe('left');
  await world.undo();
  expect(world.atAws()).toBe(before);
});
