import { beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { fakeConsole } from './fakes/console';
import { DATA, TOOLING } from './fakes/inventory';
import { leavePlan } from './leave-plan';
import { resumeInterrupted } from './resume-interrupted';
import { retryPlan } from './retry-plan';
import { runPlan } from './run-plan';
import { undoPlan } from './undo-plan';

const ROLE = 'x-app-logs-reader';
const ROLE_KEY = `${DATA} ${ROLE}`;

let world: ReturnType<typeof fakeConsole>;
let planId: string;

beforeEach(async () => {
  world = fakeConsole();
  planId = await planned();
});

async function planned(): Promise<string> {
  const plan = await world.plan();
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return plan.value.planId;
}

const run = () => runPlan(world.deps, { workspaceId: world.actor.workspaceId, planId });
const stored = () => {
  const plan = world.deps.plans.rows.get(planId);
  if (!plan) throw new Error('no plan');
  return plan;
};

async function apply(): Promise<void> {
  expect(await applyPlan(world.deps, world.actor, { planId })).toMatchObject({
    ok: true,
  });
  await run();
}

async function undo(): Promise<void> {
  const input = { planId, typedName: ROLE };
  expect(await undoPlan(world.deps, world.actor, input)).toMatchObject({ ok: true });
  await run();
}

/** Everything that AWS holds, to compare before and after. */
const atAws = () =>
  JSON.stringify([[...world.deps.aws.roles], [...world.deps.aws.policies].sort()]);

describe('applying', () => {
  it('puts each intent on record before AWS is called, and opens the role last', async () => {
    world.tape.length = 0;
    await apply();
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
    await apply();
    expect(world.deps.aws.roles.get(ROLE_KEY)?.trust).toContain('"Effect": "Deny"');
  });

  it('does not call AWS when the intent cannot be written down', async () => {
    await applyPlan(world.deps, world.actor, { planId });
    world.deps.activity.append = async () => {
      throw new Error('disk full');
    };
    await expect(run()).rejects.toThrow('disk full');
    expect(world.deps.aws.writes).toBe(0);
    expect(stored().state).toBe('stopped');
  });

  it('writes nothing when anything has changed since the plan was made', async () => {
    const policy = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
    world.deps.aws.policies.set(policy, '{"Statement":[{"Sid":"Somebody"}]}');
    await apply();
    expect(world.deps.aws.writes).toBe(0);
    expect(stored().state).toBe('stopped');
    expect(stored().steps[2]?.detail).toContain('somebody else has changed it');
  });

  it('leaves a role alone that somebody made meanwhile', async () => {
    world.deps.aws.roles.set(ROLE_KEY, { trust: '{}', tags: { 'drawbridge:plan': 'x' } });
    await apply();
    expect(world.deps.aws.writes).toBe(0);
    expect(stored().steps[0]?.detail).toContain('this plan did not make it');
  });

  it('stops where AWS refuses, and a retry repeats nothing that is done', async () => {
    world.deps.aws.answers = [null, null, refused('AccessDenied')];
    await apply();
    expect(stored().state).toBe('stopped');
    expect(stored().steps.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'stopped',
      'waiting',
    ]);
    expect(stored().steps[2]).toMatchObject({
      awsCode: 'AccessDenied',
      awsMessage: 'no',
    });
    await retryPlan(world.deps, world.actor, { planId });
    await run();
    expect(stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(world.tape.filter((line) => line === 'aws create-role')).toHaveLength(1);
  });

  it('waits while AWS spreads a new principal, and goes on', async () => {
    const failure = refused(
      'MalformedPolicyDocumentException',
      'Invalid principal in policy: "AWS"',
    );
    world.deps.aws.answers = [null, null, null, failure, failure];
    await apply();
    expect(stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(stored().steps[3]?.attempts).toBe(3);
  });

  it('gives up waiting in the end, and says that nothing is lost', async () => {
    const failure = refused('MalformedPolicyDocumentException', 'Invalid principal');
    world.deps.aws.answers = [null, null, null, ...new Array(100).fill(failure)];
    await apply();
    expect(stored().state).toBe('stopped');
    expect(stored().steps[3]?.detail).toContain('within 120 s');
    expect(world.tape).toContain('state suspended');
  });

  it('does not wait for a document that will never be right', async () => {
    world.deps.aws.answers = [
      refused('MalformedPolicyDocumentException', 'Syntax error'),
    ];
    await apply();
    expect(stored().state).toBe('stopped');
    expect(world.deps.aws.writes).toBe(1);
  });

  it('refuses a plan older than 15 minutes', async () => {
    world.deps.clock.at += 15 * 60_000;
    expect(await applyPlan(world.deps, world.actor, { planId })).toMatchObject({
      ok: false,
      error: { kind: 'conflict', message: expect.stringContaining('15 minutes') },
    });
  });

  it('tells the second of two people that it runs already', async () => {
    await applyPlan(world.deps, world.actor, { planId });
    expect(await applyPlan(world.deps, world.actor, { planId })).toMatchObject({
      ok: false,
      error: { kind: 'conflict' },
    });
  });

  it('does nothing while changes are turned off', async () => {
    const deps = { ...world.deps, env: { areChangesOn: false } };
    expect(await applyPlan(deps, world.actor, { planId })).toMatchObject({
      ok: false,
      error: { kind: 'unavailable' },
    });
  });

  it('is not for somebody who may only look', async () => {
    const viewer = { ...world.actor, role: 'viewer' as const };
    expect(await applyPlan(world.deps, viewer, { planId })).toMatchObject({
      ok: false,
      error: { kind: 'forbidden' },
    });
  });
});

describe('a killed process', () => {
  const boundaries = [1, 2, 3, 4].flatMap((write) =>
    (['before', 'after'] as const).map((when) => [write, when] as const),
  );

  it.each(boundaries)(
    'resumes when it died at write %i, %s AWS had done it',
    async (write, when) => {
      world.deps.aws.killAt = { write, when };
      await applyPlan(world.deps, world.actor, { planId });
      await expect(run()).rejects.toThrow('killed');
      world.life.isKilled = false;
      expect(stored().state).toBe('applying');
      const resumed: string[] = [];
      await resumeInterrupted({
        plans: world.deps.plans,
        enqueue: async (job) => {
          resumed.push(job.planId);
        },
      });
      expect(resumed).toEqual([planId]);
      await run();
      expect(stored().steps.every(({ state }) => state === 'done')).toBe(true);
      expect(world.tape.filter((line) => line === 'aws create-role')).toHaveLength(1);
      expect(world.deps.aws.roles.get(ROLE_KEY)?.trust).toContain('ci-deploy');
    },
  );

  it.each(boundaries)(
    'finishes an undo when it died at write %i, %s AWS had done it',
    async (write, when) => {
      const before = atAws();
      await apply();
      world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
      await undoPlan(world.deps, world.actor, { planId, typedName: ROLE });
      await expect(run()).rejects.toThrow('killed');
      world.life.isKilled = false;
      await run();
      expect(stored().state).toBe('undone');
      expect(atAws()).toBe(before);
    },
  );
});

describe('undoing', () => {
  it('puts everything back, newest first', async () => {
    const before = atAws();
    await apply();
    world.tape.length = 0;
    await undo();
    expect(world.tape.filter((line) => line.startsWith('aws '))).toEqual([
      'aws put-trust',
      'aws delete-inline-policy',
      'aws delete-inline-policy',
      'aws delete-role',
    ]);
    expect(atAws()).toBe(before);
    expect(stored().state).toBe('undone');
  });

  it('restores a policy of others byte for byte', async () => {
    const key = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
    const foreign = '{ "Version":"2012-10-17",\n\t"Statement":[{"Sid":"Own"}] }';
    world.deps.aws.policies.set(key, foreign);
    planId = await planned();
    await apply();
    expect(world.deps.aws.policies.get(key)).toContain('"Sid":"Own"');
    expect(world.deps.aws.policies.get(key)).toContain('AssumeXAppLogsReader');
    await undo();
    expect(world.deps.aws.policies.get(key)).toBe(foreign);
  });

  it('takes back only what was written', async () => {
    const before = atAws();
    world.deps.aws.answers = [null, null, refused('AccessDenied')];
    await apply();
    await undo();
    expect(stored().steps.map(({ state }) => state)).toEqual([
      'undone',
      'undone',
      'undone',
      'waiting',
    ]);
    expect(atAws()).toBe(before);
  });

  it('does not delete a role that somebody else has opened since', async () => {
    world.deps.aws.answers = [null, refused('AccessDenied')];
    await apply();
    const role = world.deps.aws.roles.get(ROLE_KEY);
    if (role) role.trust = '{"Statement":[{"Effect":"Allow"}]}';
    await undo();
    expect(stored().state).toBe('undo-stopped');
    expect(world.deps.aws.roles.has(ROLE_KEY)).toBe(true);
  });

  it('asks for the name of the role that goes', async () => {
    await apply();
    expect(
      await undoPlan(world.deps, world.actor, { planId, typedName: 'other' }),
    ).toMatchObject({ ok: false, error: { fields: { typedName: expect.any(String) } } });
  });

  it('is still there after a plan was left half-way', async () => {
    const before = atAws();
    world.deps.aws.answers = [null, null, refused('AccessDenied')];
    await apply();
    expect(await leavePlan(world.deps, world.actor, { planId })).toMatchObject({
      ok: true,
    });
    expect(stored().state).toBe('left');
    await undo();
    expect(atAws()).toBe(before);
  });
});
