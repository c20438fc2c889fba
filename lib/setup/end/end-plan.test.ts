import { beforeEach, expect, it } from 'vitest';
import { refused } from '../fakes/aws';
import { endingConsole } from '../fakes/ending';
import { DATA, TOOLING } from '../fakes/inventory';
import { ROLE, ROLE_KEY, withPlan } from '../fakes/planned';
import { undoPlan } from '../undo-plan';
import { endNow } from './end-now';
import { endPlan } from './end-plan';
import { liftQuarantine, stopRemoval } from './stop-removal';

const QUARANTINE = `${DATA} role ${ROLE} DrawbridgeQuarantine`;
const ASSUME = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;

let world: Awaited<ReturnType<typeof endingConsole>>;

beforeEach(async () => {
  world = await endingConsole();
});

const job = () => world.job();
const wait = (days: number) => world.wait(days);
const look = () => world.look();
const quarantined = () => world.quarantined();
const end = () => world.stored().end;

/** The same for a plan that came later. */
function withLater(planId: string) {
  const later = withPlan(world, planId);
  const { workspaceId } = world.actor;
  return {
    ...later,
    async look(): Promise<void> {
      await endPlan(world.deps, { workspaceId, planId });
      await later.run();
    },
  };
}

it('denies the role everything at its date, and undoes the plan after the grace', async () => {
  await look();
  expect(world.stored().state).toBe('applied');
  await quarantined();
  expect(world.stored().state).toBe('quarantined');
  expect(world.deps.aws.policies.get(QUARANTINE)).toContain('"Effect": "Deny"');
  expect(world.tape).toContain('log plan.quarantine intent');
  await wait(6);
  await look();
  expect(world.stored().state).toBe('quarantined');
  await wait(1);
  await look();
  expect(world.stored().state).toBe('undone');
  expect(world.atAws()).toBe(world.before);
});

const boundaries = (writes: number) =>
  Array.from({ length: writes }, (_, index) => index + 1).flatMap((write) =>
    (['before', 'after'] as const).map((when) => [write, when] as const),
  );

async function dieAt(write: number, when: 'before' | 'after'): Promise<void> {
  world.deps.aws.killAt = { write: world.deps.aws.writes + write, when };
  await endPlan(world.deps, job());
  await expect(world.run()).rejects.toThrow('killed');
  world.life.isKilled = false;
  const interrupted = await world.deps.plans.listInterrupted();
  expect(interrupted.map(({ id }) => id)).toEqual([world.planId]);
  await world.run();
}

it.each(boundaries(1))(
  'quarantines once though the process died at write %i, %s AWS had done it',
  async (write, when) => {
    await wait(1);
    await dieAt(write, when);
    expect(world.stored().state).toBe('quarantined');
    const writes = world.tape.filter((line) => line === 'aws put-inline-policy');
    expect(writes).toHaveLength(3);
  },
);

it.each(boundaries(5))(
  'finishes the removal though the process died at write %i, %s AWS had done it',
  async (write, when) => {
    await quarantined();
    await wait(7);
    await dieAt(write, when);
    expect(world.stored().state).toBe('undone');
    expect(world.atAws()).toBe(world.before);
  },
);

it('lifts a quarantine byte for byte, and does not come back at once', async () => {
  const foreign = '{ "Version":"2012-10-17", "Statement":[] }';
  world.deps.aws.policies.set(QUARANTINE, foreign);
  await quarantined();
  expect(world.deps.aws.policies.get(QUARANTINE)).toContain('Deny');
  expect(await liftQuarantine(world.deps, world.actor, job())).toMatchObject({
    ok: true,
  });
  await world.run();
  expect(world.deps.aws.policies.get(QUARANTINE)).toBe(foreign);
  expect(world.stored().state).toBe('applied');
  await wait(30);
  await look();
  expect(world.stored().state).toBe('applied');
});

it('leaves alone what somebody else has changed, and goes on once it is put back', async () => {
  await quarantined();
  const ours = world.deps.aws.policies.get(ASSUME) ?? '';
  const theirs = '{"Version":"2012-10-17","Statement":[{"Sid":"Theirs"}]}';
  world.deps.aws.policies.set(ASSUME, theirs);
  await wait(7);
  const standing = world.atAws();
  await look();
  expect(world.atAws()).toBe(standing);
  expect(world.stored().state).toBe('quarantined');
  expect(end()?.note).toContain('was changed by somebody else');
  expect(await endNow(world.deps, world.actor, job())).toMatchObject({
    ok: false,
    error: { kind: 'conflict' },
  });
  world.deps.aws.policies.set(ASSUME, ours);
  await look();
  expect(world.atAws()).toBe(world.before);
});

it('says why a quarantine was refused, and stands as before', async () => {
  await wait(1);
  world.deps.aws.answers = [refused('AccessDenied')];
  await look();
  expect(world.stored().state).toBe('applied');
  expect(end()?.note).toContain('may not do');
  expect(world.deps.aws.policies.has(QUARANTINE)).toBe(false);
  await look();
  expect(world.stored().state).toBe('quarantined');
  expect(end()?.note).toBeNull();
});

it('ends before its date when asked, and has its own date again once lifted', async () => {
  expect(await endNow(world.deps, world.actor, job())).toMatchObject({ ok: true });
  await world.run();
  expect(world.stored().state).toBe('quarantined');
  await liftQuarantine(world.deps, world.actor, job());
  await world.run();
  expect(end()).toMatchObject({
    endsAt: new Date('2026-11-25T10:00:00Z'),
    isStopped: false,
  });
});

it('is not removed while a person has stopped it', async () => {
  await quarantined();
  await stopRemoval(world.deps, world.actor, job());
  await wait(30);
  await look();
  expect(world.stored().state).toBe('quarantined');
  await endNow(world.deps, world.actor, job());
  await world.run();
  expect(world.stored().state).toBe('undone');
});

it('changes nothing while changes are off, and refuses who may not', async () => {
  const off = { ...world.deps, env: { areChangesOn: false } };
  const endsAt = end()?.endsAt;
  expect(await endNow(off, world.actor, job())).toMatchObject({
    ok: false,
    error: { kind: 'unavailable' },
  });
  expect(end()?.endsAt).toEqual(endsAt);
  await wait(1);
  await endPlan(off, job());
  expect(world.stored().state).toBe('applied');
  const viewer = { ...world.actor, role: 'viewer' as const };
  for (const act of [endNow, stopRemoval, liftQuarantine])
    expect(await act(world.deps, viewer, job())).toMatchObject({
      ok: false,
      error: { kind: 'forbidden' },
    });
});

it('moves the date by a plan, which then ends for both', async () => {
  const changed = await world.plan({ requireEnd: true, endsAt: '2026-12-25T10:00:00Z' });
  if (!changed.ok) throw new Error(JSON.stringify(changed.error));
  const later = withLater(changed.value.planId);
  await later.apply();
  expect(world.stored().state).toBe('replaced');
  await quarantined();
  expect(world.deps.aws.policies.has(QUARANTINE)).toBe(false);
  await wait(30);
  await later.look();
  expect(later.stored().state).toBe('quarantined');
  await wait(7);
  await later.look();
  // The quarantine was handed down to the plan that made the role.
  expect(later.stored().state).toBe('undone');
  expect(world.stored().state).toBe('undoing');
  expect(world.deps.aws.policies.has(QUARANTINE)).toBe(true);
  await world.run();
  expect(world.stored().state).toBe('undone');
  expect(world.deps.aws.roles.has(ROLE_KEY)).toBe(false);
  expect(world.atAws()).toBe(world.before);
});

it('gives the former date back when the later plan is undone', async () => {
  const changed = await world.plan({ requireEnd: true, endsAt: '2026-12-25T10:00:00Z' });
  if (!changed.ok) throw new Error(JSON.stringify(changed.error));
  const later = withLater(changed.value.planId);
  await later.apply();
  await undoPlan(world.deps, world.actor, {
    planId: changed.value.planId,
    typedName: ROLE,
  });
  await later.run();
  expect(world.stored().state).toBe('applied');
  await quarantined();
  expect(world.stored().state).toBe('quarantined');
});

it('denies the role at its date though a change of it waits for an owner', async () => {
  await wait(7 * 30);
  const stored = world.stored();
  stored.state = 'waiting';
  await look();
  // A crossing that no owner has opened yet stands nowhere.
  expect(world.stored().state).toBe('waiting');
  stored.body = { ...stored.body, replaces: 'what-stood-before' };
  await look();
  expect(world.stored().state).toBe('quarantined');
});
