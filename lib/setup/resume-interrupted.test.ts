import { beforeEach, expect, it } from 'vitest';
import { applyPlan } from './apply-plan';
import { plannedConsole, ROLE, ROLE_KEY } from './fakes/planned';
import { resumeInterrupted } from './resume-interrupted';
import { undoPlan } from './undo-plan';

let world: Awaited<ReturnType<typeof plannedConsole>>;

beforeEach(async () => {
  world = await plannedConsole();
});

const boundaries = [1, 2, 3, 4].flatMap((write) =>
  (['before', 'after'] as const).map((when) => [write, when] as const),
);

it.each(boundaries)(
  'resumes when the process died at write %i, %s AWS had done it',
  async (write, when) => {
    world.deps.aws.killAt = { write, when };
    await applyPlan(world.deps, world.actor, { planId: world.planId });
    await expect(world.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    expect(world.stored().state).toBe('applying');
    const resumed: string[] = [];
    await resumeInterrupted({
      plans: world.deps.plans,
      enqueue: async (job) => {
        resumed.push(job.planId);
      },
    });
    expect(resumed).toEqual([world.planId]);
    await world.run();
    expect(world.stored().steps.every(({ state }) => state === 'done')).toBe(true);
    expect(world.tape.filter((line) => line === 'aws create-role')).toHaveLength(1);
    expect(world.deps.aws.roles.get(ROLE_KEY)?.trust).toContain('ci-deploy');
  },
);

it.each(boundaries)(
  'finishes an undo when the process died at write %i, %s AWS had done it',
  async (write, when) => {
    const before = world.atAws();
    await world.apply();
    world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
    await undoPlan(world.deps, world.actor, { planId: world.planId, typedName: ROLE });
    await expect(world.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    await world.run();
    expect(world.stored().state).toBe('undone');
    expect(world.atAws()).toBe(before);
  },
);
