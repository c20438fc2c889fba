import { beforeEach, describe, expect, it } from 'vitest';
import { endingConsole } from '../fakes/ending';
import { CI, DATA, TOOLING } from '../fakes/inventory';
import { LEE, MAY_USE, withLetIn, withUse } from '../fakes/on-role';
import { plannedConsole, ROLE, ROLE_KEY, withPlan } from '../fakes/planned';
import { getPlan } from '../get-plan';
import { planMend } from '../mend/plan-mend';
import { resumeInterrupted } from '../resume-interrupted';
import { retryPlan } from '../retry-plan';
import { runPlan } from '../run-plan';
import { undoPlan } from '../undo-plan';

const KIM = `arn:aws:iam::${TOOLING}:user/kim`;

let world: Awaited<ReturnType<typeof plannedConsole>>;
let before: string;

beforeEach(async () => {
  world = await plannedConsole();
  before = world.atAws();
  await world.apply();
});

const ask = (along: string[] = [], of = world) =>
  undoPlan(of.deps, of.actor, {
    planId: of.planId,
    typedName: of.stored().body.roleName,
    along,
  });

const undoOf = async (of = world) => {
  const view = await getPlan(of.deps, of.actor, of.planId);
  return view.ok ? view.value.undo : null;
};

describe('a role that something of others hangs on', () => {
  const POLICY = `${DATA} managed-attachment ${ROLE} arn:aws:iam::aws:policy/ReadOnlyAccess`;
  const PROFILE = `${DATA} role-in-profile web ${ROLE}`;
  const OWN = `${DATA} role ${ROLE} by-hand`;

  it('is not begun to be undone, and it is said what is on it and who takes it off', async () => {
    const { others, policies } = world.deps.aws;
    others.set(POLICY, { document: '', tags: {} });
    others.set(PROFILE, { document: '', tags: {} });
    policies.set(OWN, '{}');
    const standing = world.atAws();
    expect(await ask()).toMatchObject({
      error: {
        kind: 'conflict',
        message: expect.stringMatching(
          /has the policy by-hand; the policy ReadOnlyAccess is attached to it; it is in the instance profile web\. Whoever administers Data takes it off first\. Nothing was touched/,
        ),
      },
    });
    expect([world.atAws(), world.stored().state]).toEqual([standing, 'applied']);
    others.delete(POLICY);
    others.delete(PROFILE);
    policies.delete(OWN);
    await world.undo();
    expect(world.atAws()).toBe(before);
  });

  it('is not retried for minutes either', async () => {
    world.stored().state = 'undo-stopped';
    world.deps.aws.policies.set(OWN, '{}');
    const { planId } = world;
    expect(await retryPlan(world.deps, world.actor, { planId })).toMatchObject({
      error: { message: expect.stringContaining('by-hand') },
    });
  });

  it('keeps nobody from undoing where another made the role that stands', async () => {
    world.deps.aws.policies.set(OWN, '{}');
    const role = world.deps.aws.roles.get(ROLE_KEY);
    if (role) role.tags = {};
    expect(await ask()).toMatchObject({ ok: true });
  });
});

it('says who else has a policy that goes, before anything is touched', async () => {
  world = await plannedConsole(undefined, { assumeAs: 'managed' });
  await world.apply();
  const policyArn = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/AllowAssume-${ROLE}`;
  for (const kind of ['principal-attachment', 'boundary'])
    world.deps.aws.others.set(`${TOOLING} ${kind} user lee ${policyArn}`, {
      document: '',
      tags: {},
    });
  const standing = world.atAws();
  expect(await ask()).toMatchObject({
    error: {
      message: expect.stringMatching(
        /user lee has it; it is the boundary of user lee\. Whoever administers Tooling/,
      ),
    },
  });
  expect(world.atAws()).toBe(standing);
});

describe('a plan that lets the role use something beside its crossing', () => {
  it('is named, and nothing is touched before the person was told of it', async () => {
    const use = withUse(world, world.stored());
    const standing = world.atAws();
    const { title } = use.stored();
    expect(await undoOf()).toEqual({ along: [{ id: 'use', title }], why: null });
    expect(await ask()).toMatchObject({
      error: { message: expect.stringContaining(`“${title}” would be undone too`) },
    });
    expect([world.atAws(), use.stored().state]).toEqual([standing, 'applied']);
  });

  it('goes first, with the person’s word, and then the crossing', async () => {
    const use = withUse(world, world.stored());
    world.tape.length = 0;
    expect(await ask(['use'])).toMatchObject({ ok: true });
    await world.run();
    expect([use.stored().state, world.stored().state]).toEqual(['undone', 'undone']);
    expect(world.atAws()).toBe(before);
    const said = world.deps.activity.entries.map(({ sentence }) => sentence);
    expect(said.join('\n')).toContain('asked to undo, because its role goes with');
  });

  it('is undone no further once another process has taken the crossing over', async () => {
    const use = withUse(world, world.stored());
    await ask(['use']);
    const standing = world.atAws();
    const { deps, actor, planId } = world;
    let isLost = false;
    const plans = {
      ...deps.plans,
      async lease(...asked: Parameters<typeof deps.plans.lease>) {
        // Lost as soon as the other plan is begun.
        if (asked[0] === 'use') isLost = true;
        return !(isLost && asked[0] === planId) && deps.plans.lease(...asked);
      },
    };
    const { workspaceId } = actor;
    await expect(runPlan({ ...deps, plans }, { workspaceId, planId })).rejects.toThrow(
      'taken over',
    );
    expect([world.atAws(), use.stored().state]).toEqual([standing, 'undoing']);
  });

  it('goes first too where the crossing has ended', async () => {
    const ending = await endingConsole();
    const use = withUse(ending, ending.stored());
    await ending.quarantined();
    expect(await ask(['use'], ending)).toMatchObject({ ok: true });
    await ending.run();
    expect([use.stored().state, ending.stored().state]).toEqual(['undone', 'undone']);
    expect(ending.atAws()).toBe(ending.before);
  });

  it('is left alone where it came after the person was told', async () => {
    expect(await ask()).toMatchObject({ ok: true });
    const use = withUse(world, world.stored());
    await world.run();
    expect([use.stored().state, world.stored().state]).toEqual([
      'applied',
      'undo-stopped',
    ]);
    const details = world.stored().steps.map(({ detail }) => detail);
    expect(details.join()).toContain('goes first. It is on the same role since');
    await use.undo();
    const { planId } = world;
    await retryPlan(world.deps, world.actor, { planId });
    await world.run();
    expect(world.atAws()).toBe(before);
  });

  it('is said to go first though all of the crossing is put back already', async () => {
    withUse(world, world.stored());
    const crossing = world.stored();
    crossing.state = 'undoing';
    for (const step of crossing.steps) step.state = 'undone';
    await world.run();
    expect(crossing.state).toBe('undo-stopped');
    expect(crossing.steps[0]).toMatchObject({
      state: 'undone',
      detail: expect.stringContaining('goes first'),
    });
  });

  it('stops the crossing before it is touched where it cannot be undone itself', async () => {
    const use = withUse(world, world.stored());
    world.deps.aws.policies.set(MAY_USE, '{"Statement":[{"Sid":"Theirs"}]}');
    const standing = world.atAws();
    await ask(['use']);
    await world.run();
    expect([use.stored().state, world.stored().state]).toEqual([
      'undo-stopped',
      'undo-stopped',
    ]);
    expect(world.atAws()).toBe(standing);
  });

  it('is not begun to be undone where the crossing moved on meanwhile', async () => {
    const use = withUse(world, world.stored());
    const { deps, actor, planId } = world;
    const input = { planId, typedName: ROLE, along: ['use'] };
    const ends = {
      ...deps.ends,
      async update(...asked: Parameters<typeof deps.ends.update>) {
        await deps.ends.update(...asked);
        world.stored().state = 'quarantining';
      },
    };
    expect(await undoPlan({ ...deps, ends }, actor, input)).toMatchObject({
      error: { kind: 'conflict' },
    });
    expect(use.stored().state).toBe('applied');
  });

  it.each(['suspended', 'applying', 'quarantining'] as const)(
    'is not run from here while it is %s, and the undo is not retried',
    async (state) => {
      const use = withUse(world, world.stored());
      world.stored().state = 'undoing';
      use.stored().state = state;
      const standing = world.atAws();
      world.tape.length = 0;
      await world.run();
      expect([use.stored().state, world.stored().state]).toEqual([state, 'undo-stopped']);
      const { planId } = world;
      expect(await retryPlan(world.deps, world.actor, { planId })).toMatchObject({
        error: { message: expect.stringContaining('Finish it on its page') },
      });
      expect(world.atAws()).toBe(standing);
    },
  );

  it('is waited for until it is no longer under way', async () => {
    withUse(world, world.stored()).stored().state = 'applying';
    expect((await undoOf())?.why).toContain('is under way, halted or quarantined');
    expect(await ask(['use'])).toMatchObject({
      error: { message: expect.stringContaining('Finish it on its page') },
    });
  });

  it.each([1, 2, 3, 4, 5])(
    'is all undone though the process died at write %i',
    async (write) => {
      withUse(world, world.stored());
      await ask(['use']);
      const { deps, life } = world;
      deps.aws.killAt = { write: deps.aws.writes + write, when: 'after' };
      await expect(world.run()).rejects.toThrow('killed');
      life.isKilled = false;
      const open: string[] = [];
      await resumeInterrupted({
        ...deps,
        enqueue: async ({ planId }) => void open.push(planId),
      });
      const { workspaceId } = world.actor;
      for (const planId of open) await runPlan(deps, { workspaceId, planId });
      expect(world.atAws()).toBe(before);
    },
  );
});

describe('a crossing whose trust another plan has opened for somebody else since', () => {
  it('is undone with that plan, which goes first', async () => {
    const crossing = world.stored();
    const letIn = withLetIn(world, crossing);
    expect(await undoOf()).toEqual({
      along: [{ id: 'let-in', title: letIn.stored().title }],
      why: null,
    });
    await ask(['let-in']);
    await world.run();
    expect([letIn.stored().state, world.stored().state]).toEqual(['undone', 'undone']);
    expect(world.atAws()).toBe(before);
  });

  it('is undone newest first though a crash gave each plan a run of its own', async () => {
    const crossing = world.stored();
    const letIn = withLetIn(world, crossing);
    const later = withLetIn(world, letIn.stored(), 'later', KIM);
    await ask(['let-in', 'later']);
    const { deps, actor, tape } = world;
    tape.length = 0;
    await letIn.run();
    expect(tape.filter((line) => line.startsWith('aws'))).toEqual([]);
    expect(letIn.stored()).toMatchObject({
      state: 'undoing',
      progress: `Undone after: ${later.stored().title}`,
    });
    const next: string[] = [];
    const enqueue = async ({ planId }: { planId: string }) => void next.push(planId);
    const { workspaceId } = actor;
    await runPlan({ ...deps, enqueue }, { workspaceId, planId: 'later' });
    expect([later.stored().state, next]).toEqual(['undone', ['let-in']]);
    await letIn.run();
    await world.run();
    expect(world.atAws()).toBe(before);
  });

  it.each([1, 2])(
    'is undone whole though the process died once it had marked %i of three',
    async (marked) => {
      const letIn = withLetIn(world, world.stored());
      const later = withLetIn(world, letIn.stored(), 'later', KIM);
      const { deps, life } = world;
      let moves = 0;
      const plans = {
        ...deps.plans,
        async moveState(...asked: Parameters<typeof deps.plans.moveState>) {
          const isMoved = await deps.plans.moveState(...asked);
          moves += 1;
          if (moves === marked) life.isKilled = true;
          return isMoved;
        },
      };
      await expect(
        ask(['let-in', 'later'], { ...world, deps: { ...deps, plans } }),
      ).rejects.toThrow('killed');
      life.isKilled = false;
      const open: string[] = [];
      await resumeInterrupted({
        ...deps,
        enqueue: async ({ planId }) => void open.push(planId),
      });
      const { workspaceId } = world.actor;
      for (const planId of open) await runPlan(deps, { workspaceId, planId });
      const states = [later, letIn, world].map((one) => one.stored().state);
      expect(states).toEqual(['undone', 'undone', 'undone']);
      expect(world.atAws()).toBe(before);
    },
  );

  it('stands again where that plan is undone first, and can be undone then', async () => {
    const letIn = withLetIn(world, world.stored());
    await letIn.undo();
    expect(world.stored().state).toBe('applied');
    await world.undo();
    expect(world.atAws()).toBe(before);
  });

  it('leaves nothing to undo to that plan where its role is gone', async () => {
    const letIn = withLetIn(world, world.stored());
    world.deps.aws.roles.delete(ROLE_KEY);
    await letIn.undo();
    expect(letIn.stored().state).toBe('undone');
    expect(letIn.stored().steps.map(({ detail }) => detail)).toEqual([
      'The role is gone, and its trust policy with it.',
    ]);
  });
});

describe('two plans that opened the trust of a role which was there before', () => {
  const READER = `${DATA} Data-Reader`;
  const OWN_TRUST = `{ "Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Principal":{"AWS":"${DATA}"},"Action":"sts:AssumeRole"}] }`;

  async function mended(who: string) {
    const role = `arn:aws:iam::${DATA}:role/Data-Reader`;
    const made = await planMend(world.deps, world.actor, { who, role });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const plan = withPlan(world, made.value.planId);
    await plan.apply();
    return plan;
  }

  it.each([
    ['older', 0, 1],
    ['newer', 1, 0],
  ])('are undone one by one, the %s first', async (_, first, second) => {
    world.deps.aws.roles.set(READER, { trust: OWN_TRUST, tags: {} });
    const standing = world.atAws();
    const plans = [await mended(CI), await mended(LEE)];
    const [one, other] = [plans[first], plans[second]];
    expect(await undoOf(one)).toEqual({ along: [], why: null });
    await one?.undo();
    expect([one?.stored().state, other?.stored().state]).toEqual([
      'undone',
      expect.stringMatching(/applied|proven|refuted/),
    ]);
    expect(world.deps.aws.roles.get(READER)?.trust).toContain('MayAssume');
    await other?.undo();
    expect(other?.stored().state).toBe('undone');
    expect(world.atAws()).toBe(standing);
  });
});
