import { expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { consoleWithKey } from './fakes/console-with-key';
import { TOOLING } from './fakes/inventory';
import { plannedWorkload } from './fakes/workload';
import { runPlan } from './run-plan';
import { tryOurHalf } from './try-our-half';
import { connectionIn } from './world/connection-in';

const NOBODY_YET = refused(
  'MalformedPolicyDocumentException',
  'Policy contains a statement with one or more invalid principals: Invalid principal in policy',
);

/** A plan whose role the owner of Tooling is to make, once it waits for that. */
async function waiting(answers: (ReturnType<typeof refused> | null)[]) {
  const console = consoleWithKey();
  const accounts = await console.deps.accounts.list(console.actor.workspaceId);
  const list = async () =>
    accounts.map((one) => (one.id === TOOLING ? { ...one, connection: null } : one));
  console.deps.accounts.list = list;
  const world = await plannedWorkload(console);
  const { deps, actor, planId } = world;
  deps.aws.answers = [NOBODY_YET];
  await applyPlan(deps, actor, { planId });
  await world.run();
  expect(world.stored().state).toBe('waiting');
  deps.aws.answers = answers;
  const asked: string[] = [];
  const run = {
    deps: {
      ...deps,
      enqueue: async ({ name }: { name: string }) => void asked.push(name),
    },
    plan: world.stored(),
    renew: async () => undefined,
    connectionOf: connectionIn(deps, await list()),
  };
  return { ...world, run, asked };
}

it('waits while AWS does not know the role yet, and has written nothing', async () => {
  const { run, stored } = await waiting([NOBODY_YET]);
  expect(await tryOurHalf(run)).toMatchObject({
    kind: 'awaited',
    says: expect.stringMatching(
      /^AWS does not know x-app-logs-user in Tooling yet, so our half is not written\.$/,
    ),
  });
  expect(stored().state).toBe('waiting');
});

it('hands over to the run as soon as AWS takes the first part', async () => {
  const { run, stored, asked } = await waiting([]);
  expect(await tryOurHalf(run)).toEqual({ kind: 'moved-on' });
  expect(stored().state).toBe('applying');
  expect(asked).toEqual(['plan-run']);
});

it.each(['before', 'after'] as const)(
  'writes our half once after a kill at its first part, %s AWS had done it',
  async (when) => {
    const world = await waiting([]);
    const { run, stored, tape, life } = world;
    const { aws } = world.deps;
    tape.length = 0;
    aws.killAt = { write: aws.writes + 1, when };
    await expect(tryOurHalf(run)).rejects.toThrow('killed');
    life.isKilled = false;
    expect(await tryOurHalf({ ...run, plan: stored() })).toEqual({ kind: 'moved-on' });
    const { workspaceId } = world.actor;
    await runPlan(world.deps, { workspaceId, planId: world.planId });
    const ours = stored().steps.filter(({ accountId }) => accountId !== TOOLING);
    expect(ours.map(({ state }) => state)).toEqual(ours.map(() => 'done'));
    expect(tape.filter((line) => line.startsWith('aws put-'))).toHaveLength(ours.length);
  },
);

it('stops where AWS refuses for another reason, and asks for no run', async () => {
  const { run, stored, asked } = await waiting([refused('AccessDenied')]);
  expect(await tryOurHalf(run)).toEqual({ kind: 'moved-on' });
  expect(stored().state).toBe('stopped');
  expect(asked).toEqual([]);
});

it('goes on at the next look where AWS keeps it waiting', async () => {
  const { run, stored } = await waiting(Array(20).fill({ kind: 'throttled' }));
  expect(await tryOurHalf(run)).toMatchObject({
    kind: 'awaited',
    says: expect.stringContaining('at the next look'),
  });
  expect(stored().state).toBe('waiting');
});

it('has nothing to write where our half stands', async () => {
  const { run } = await waiting([]);
  const steps = run.plan.steps.map((step) => ({ ...step, state: 'done' as const }));
  const stands = { ...run, plan: { ...run.plan, steps } };
  expect(await tryOurHalf(stands)).toEqual({ kind: 'stands' });
});
