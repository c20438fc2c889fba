import { beforeEach, expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { TOOLING } from './fakes/inventory';
import { plannedConsole, ROLE, ROLE_KEY } from './fakes/planned';
import { retryPlan } from './retry-plan';

let world: Awaited<ReturnType<typeof plannedConsole>>;

beforeEach(async () => {
  world = await plannedConsole();
});

it('puts each intent on record before AWS is called, and opens the role last', async () => {
  world.tape.length = 0;
  await world.apply();
  const calls = world.tape.filter((line) => line.startsWith('aws '));
  expect(calls).toEqual([
    'aws create-role',
    'aws put-inline-policy',
    'aws put-inline-policy',
    'aws put-trust',
  ]);
  for (const [at, line] of world.tape.entries()) {
    if (!line.startsWith('aws ')) continue;
    expect(world.tape[at - 1]).toBe('log plan.step.called intent');
    expect(world.tape[at - 2]).toMatch(/^journal \d running$/);
  }
});

it('gives the new role a trust that lets nobody in until the end', async () => {
  world.deps.aws.answers = [null, null, refused('AccessDenied')];
  await world.apply();
  expect(world.deps.aws.roles.get(ROLE_KEY)?.trust).toContain('"Effect": "Deny"');
});

it('does not call AWS when the intent cannot be written down', async () => {
  await applyPlan(world.deps, world.actor, { planId: world.planId });
  world.deps.activity.append = async () => {
    throw new Error('disk full');
  };
  await expect(world.run()).rejects.toThrow('disk full');
  expect(world.deps.aws.writes).toBe(0);
  expect(world.stored().state).toBe('stopped');
});

it('writes nothing when anything has changed since the plan was made', async () => {
  const policy = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
  world.deps.aws.policies.set(policy, '{"Statement":[{"Sid":"Somebody"}]}');
  await world.apply();
  expect(world.deps.aws.writes).toBe(0);
  expect(world.stored().state).toBe('stopped');
  expect(world.stored().steps[2]?.detail).toContain('somebody else has changed it');
});

it('leaves a role alone that somebody made meanwhile', async () => {
  world.deps.aws.roles.set(ROLE_KEY, { trust: '{}', tags: { 'drawbridge:plan': 'x' } });
  await world.apply();
  expect(world.deps.aws.writes).toBe(0);
  expect(world.stored().steps[0]?.detail).toContain('this plan did not make it');
});

it('stops where AWS refuses, and a retry repeats nothing that is done', async () => {
  world.deps.aws.answers = [null, null, refused('AccessDenied')];
  await world.apply();
  expect(world.stored().state).toBe('stopped');
  expect(world.stored().steps.map(({ state }) => state)).toEqual([
    'done',
    'done',
    'stopped',
    'waiting',
  ]);
  expect(world.stored().steps[2]).toMatchObject({
    awsCode: 'AccessDenied',
    awsMessage: 'no',
  });
  await retryPlan(world.deps, world.actor, { planId: world.planId });
  await world.run();
  expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
  expect(world.tape.filter((line) => line === 'aws create-role')).toHaveLength(1);
});

it('waits while AWS spreads a new principal, and goes on', async () => {
  const failure = refused(
    'MalformedPolicyDocumentException',
    'Invalid principal in policy: "AWS"',
  );
  world.deps.aws.answers = [null, null, null, failure, failure];
  await world.apply();
  expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
  expect(world.stored().steps[3]?.attempts).toBe(3);
});

it('gives up waiting in the end, and says that nothing is lost', async () => {
  const failure = refused('MalformedPolicyDocumentException', 'Invalid principal');
  world.deps.aws.answers = [null, null, null, ...new Array(100).fill(failure)];
  await world.apply();
  expect(world.stored().state).toBe('stopped');
  expect(world.stored().steps[3]?.detail).toContain('within 120 s');
  expect(world.tape).toContain('state suspended');
});

it('does not wait for a document that will never be right', async () => {
  world.deps.aws.answers = [refused('MalformedPolicyDocumentException', 'Syntax error')];
  await world.apply();
  expect(world.stored().state).toBe('stopped');
  expect(world.deps.aws.writes).toBe(1);
});

it('refuses a plan older than 15 minutes', async () => {
  world.deps.clock.at += 15 * 60_000;
  expect(
    await applyPlan(world.deps, world.actor, { planId: world.planId }),
  ).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('15 minutes') },
  });
});

it('tells the second of two people that it runs already', async () => {
  await applyPlan(world.deps, world.actor, { planId: world.planId });
  expect(
    await applyPlan(world.deps, world.actor, { planId: world.planId }),
  ).toMatchObject({
    ok: false,
    error: { kind: 'conflict' },
  });
});

it('does nothing while changes are turned off', async () => {
  const deps = { ...world.deps, env: { areChangesOn: false } };
  expect(await applyPlan(deps, world.actor, { planId: world.planId })).toMatchObject({
    ok: false,
    error: { kind: 'unavailable' },
  });
});

it('is not for somebody who may only look', async () => {
  const viewer = { ...world.actor, role: 'viewer' as const };
  expect(await applyPlan(world.deps, viewer, { planId: world.planId })).toMatchObject({
    ok: false,
    error: { kind: 'forbidden' },
  });
});
