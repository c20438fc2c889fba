import { beforeEach, describe, expect, it } from 'vitest';
import { changed } from '../fakes/changed';
import { endingConsole } from '../fakes/ending';
import { DATA, TOOLING } from '../fakes/inventory';
import { ROLE, ROLE_KEY, withPlan } from '../fakes/planned';
import { endPlan } from './end-plan';

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

const withAnother = () =>
  world.deps.plans.rows.set('other', {
    ...world.stored(),
    id: 'other',
    state: 'applied',
  });

it('denies nothing to a role that another plan is about too', async () => {
  withAnother();
  await world.quarantined();
  expect(world.stored().state).toBe('applied');
  expect(end()?.note).toContain('another plan');
});

it('does not delete a role that another plan is about too', async () => {
  await world.quarantined();
  withAnother();
  const standing = world.atAws();
  await world.wait(7);
  await world.look();
  expect(world.stored().state).toBe('quarantined');
  expect(end()?.note).toContain('another plan');
  expect(world.atAws()).toBe(standing);
});

it('deletes nothing while changes are off, and does so once they are on', async () => {
  await world.quarantined();
  const standing = world.atAws();
  await world.wait(7);
  await endPlan({ ...world.deps, env: { areChangesOn: false } }, world.job());
  await world.run();
  expect(world.stored().state).toBe('quarantined');
  expect(end()).toMatchObject({
    isRemoving: false,
    note: expect.stringContaining('DRAWBRIDGE_CHANGES=off'),
  });
  expect(world.atAws()).toBe(standing);
  await world.look();
  expect(world.atAws()).toBe(world.before);
});

it('touches nothing while somebody else has its policy too', async () => {
  world = await endingConsole({ assumeAs: 'managed' });
  const policyArn = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/AllowAssume-${ROLE}`;
  const theirs = `${TOOLING} principal-attachment user lee ${policyArn}`;
  world.deps.aws.others.set(theirs, { document: '', tags: {} });
  await world.quarantined();
  const denied = world.atAws();
  await world.wait(7);
  await world.look();
  expect(world.stored().state).toBe('quarantined');
  expect(end()?.note).toContain('attached to somebody else too');
  expect(world.atAws()).toBe(denied);
  world.deps.aws.others.delete(theirs);
  await world.look();
  expect(world.stored().state).toBe('undone');
  expect(world.atAws()).toBe(world.before);
});

describe('a crossing that was changed since', () => {
  const EARLIER = 'written by the plan that was changed';

  /** The change rewrites what the role may do, and nothing that is in Tooling. */
  async function changedConsole(fields = {}) {
    const first = await endingConsole(fields);
    const next = await changed(first, first.planId, { access: 'both' });
    await next.apply();
    const { workspaceId } = first.actor;
    const job = () => ({ workspaceId, planId: next.planId });
    const later = withPlan(first, next.planId);
    const look = async () => {
      await endPlan(first.deps, job());
      await later.run();
      await first.run();
    };
    await first.wait(1);
    await look();
    await first.wait(7);
    return { ...later, look, first, before: first.before };
  }

  it('is removed whole', async () => {
    const crossing = await changedConsole();
    await crossing.look();
    expect([crossing.stored().state, crossing.first.stored().state]).toEqual([
      'undone',
      'undone',
    ]);
    expect(crossing.atAws()).toBe(crossing.before);
  });

  it(`is left alone where somebody else has the policy ${EARLIER}`, async () => {
    const crossing = await changedConsole({ assumeAs: 'managed' });
    const policyArn = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/AllowAssume-${ROLE}`;
    const theirs = `${TOOLING} principal-attachment user lee ${policyArn}`;
    crossing.deps.aws.others.set(theirs, { document: '', tags: {} });
    const standing = crossing.atAws();
    await crossing.look();
    expect(crossing.stored().end?.note).toContain('user lee has it');
    expect(crossing.atAws()).toBe(standing);
  });

  it(`is left alone where somebody has changed a document ${EARLIER}`, async () => {
    const crossing = await changedConsole();
    const key = `${TOOLING} role ci-deploy AllowAssume-${ROLE}`;
    crossing.deps.aws.policies.set(key, '{"Statement":[{"Sid":"Theirs"}]}');
    const standing = crossing.atAws();
    await crossing.look();
    expect(crossing.stored().end?.note).toContain('changed by somebody else');
    expect(crossing.atAws()).toBe(standing);
  });
});
