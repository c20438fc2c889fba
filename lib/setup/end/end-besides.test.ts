import { beforeEach, describe, expect, it } from 'vitest';
import { mendLetInStatement, mendUseStatement } from '@/lib/iam/render/mend';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import type { AwsTarget, StoredStep } from '@/lib/ports';
import { changed } from '../fakes/changed';
import { KEY, KEY_PLACE, OWNER_ONLY } from '../fakes/console-with-key';
import { endingConsole } from '../fakes/ending';
import { CI, DATA } from '../fakes/inventory';
import { ROLE, ROLE_KEY, withPlan } from '../fakes/planned';
import { getPlan } from '../get-plan';
import { waitingStep } from '../plan/plan-body';
import { writeOf } from '../plan/write-of';
import { endPlan } from './end-plan';
import { besidesOnRole } from './others-on-role';
import { tellEnds } from './tell-ends';

const USE = { action: 'kms:Decrypt', resource: KEY };
const MAY_USE = `${DATA} role ${ROLE} DrawbridgeMayUse`;

let world: Awaited<ReturnType<typeof endingConsole>>;

beforeEach(async () => {
  world = await endingConsole();
});

const end = () => world.stored().end;

/** The role of the crossing was let use a key as well, by a plan of its own that stands. */
function withMend() {
  const crossing = world.stored();
  const { roleArn } = crossing.body;
  const need = { ...USE, isThroughS3: false };
  const own = mergeStatement(null, mendUseStatement(need)) ?? '';
  const letIn = mergeStatement(OWNER_ONLY, mendLetInStatement(roleArn, need)) ?? '';
  const inline: AwsTarget = {
    kind: 'inline-policy',
    principal: 'role',
    principalName: ROLE,
    policyName: 'DrawbridgeMayUse',
  };
  world.deps.aws.policies.set(MAY_USE, own);
  world.deps.aws.others.set(KEY_PLACE, { document: letIn, tags: {} });
  world.deps.plans.rows.set('mend', {
    ...crossing,
    id: 'mend',
    title: 'x-app-logs-reader may call kms:Decrypt',
    state: 'applied',
    end: null,
    quarantine: null,
    body: { ...crossing.body, bucket: '', whoArn: roleArn, mends: true, mendsUse: USE },
    steps: [
      stepOf(1, inline, null, own),
      stepOf(2, { kind: 'key-policy', keyArn: KEY }, OWNER_ONLY, letIn),
    ],
  });
  return withPlan(world, 'mend');
}

function stepOf(
  number: number,
  target: AwsTarget,
  before: string | null,
  after: string,
): StoredStep {
  const step = waitingStep({
    number,
    title: target.kind,
    accountId: DATA,
    side: 'trusting',
    operation: 'Put',
    target,
    write: writeOf(target, after),
    before,
    after,
  });
  return { ...step, state: 'done', doneAt: new Date('2026-11-24T10:00:00Z') };
}

it('denies its role everything at the date, though the role may use something beside', async () => {
  withMend();
  await world.quarantined();
  expect(world.stored().state).toBe('quarantined');
});

it('takes back first what its role may use beside, and then the role', async () => {
  const mend = withMend();
  await world.quarantined();
  await world.wait(7);
  await endPlan(world.deps, world.job());
  expect([mend.stored().state, world.stored().state]).toEqual(['undoing', 'quarantined']);
  // It goes on by itself: its page lists what goes first, and warns of nothing.
  expect(end()?.note).toBeNull();
  await mend.run();
  expect(mend.stored().state).toBe('undone');
  expect(world.deps.aws.others.get(KEY_PLACE)?.document).toBe(OWNER_ONLY);
  expect(world.deps.aws.policies.has(MAY_USE)).toBe(false);

  await world.look();
  expect(world.stored().state).toBe('undone');
  expect(world.deps.aws.roles.has(ROLE_KEY)).toBe(false);
});

it.each([
  [1, 'before'],
  [1, 'after'],
  [2, 'before'],
  [2, 'after'],
] as const)(
  'takes it back all the same after a kill at write %i, %s AWS had done it',
  async (write, when) => {
    const mend = withMend();
    await world.quarantined();
    await world.wait(7);
    await endPlan(world.deps, world.job());
    const { aws } = world.deps;
    aws.killAt = { write: aws.writes + write, when };
    await expect(mend.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    await mend.run();
    expect(mend.stored().state).toBe('undone');
    expect(aws.others.get(KEY_PLACE)?.document).toBe(OWNER_ONLY);
    expect(aws.policies.has(MAY_USE)).toBe(false);
    await world.look();
    expect(aws.roles.has(ROLE_KEY)).toBe(false);
  },
);

it('says why it waits where what its role may use beside was changed by somebody else', async () => {
  const mend = withMend();
  world.deps.aws.policies.set(MAY_USE, '{"Statement":[{"Sid":"Theirs"}]}');
  await world.quarantined();
  await world.wait(7);
  await world.look();
  expect([mend.stored().state, world.stored().state]).toEqual(['applied', 'quarantined']);
  expect(end()?.note).toMatch(
    /may call kms:Decrypt” goes first\. .*changed by somebody else/,
  );
});

it('takes nothing back while changes are off', async () => {
  const mend = withMend();
  await world.quarantined();
  await world.wait(7);
  await endPlan({ ...world.deps, env: { areChangesOn: false } }, world.job());
  expect([mend.stored().state, world.stored().state]).toEqual(['applied', 'quarantined']);
  expect(end()?.note).toContain('DRAWBRIDGE_CHANGES=off');
});

it('finds what goes first also where the crossing was changed, and its role uses the bucket itself', async () => {
  withMend();
  const first = world.stored();
  const { rows } = world.deps.plans;
  const body = { ...first.body, whoArn: first.body.roleArn };
  const changed = {
    ...first,
    id: 'changed',
    body: { ...body, replaces: first.id },
    steps: first.steps.filter(({ write }) => write.kind !== 'create-role'),
  };
  rows.set(first.id, { ...first, body, state: 'replaced' });
  rows.set('changed', changed);
  const besides = await besidesOnRole(world.deps, changed);
  expect(besides.map(({ id }) => id)).toEqual(['mend']);
});

describe('a plan that lets the role of a crossing use a bucket as itself', () => {
  const withBucket = async () => {
    world.stored().body.roleArn = CI;
    const plan = await world.plan({ recipe: 'bucket-policy', access: 'both' });
    if (!plan.ok) throw new Error(JSON.stringify(plan.error));
    return withPlan(world, plan.value.planId);
  };
  const ENDS = /^The crossing “.*” ends at 2026-11-25 10:00 UTC\..* this is taken back/;

  it('says that it goes with the role', async () => {
    const { warnings } = (await withBucket()).stored().body;
    expect(warnings).toContainEqual(expect.stringMatching(ENDS));
  });

  it('says it again when it is changed', async () => {
    const first = await withBucket();
    await first.apply();
    const next = await changed(world, first.planId, { access: 'read' });
    expect(next.view.warnings).toContainEqual(expect.stringMatching(ENDS));
  });

  it('is named on the page of the crossing, where its end is', async () => {
    const beside = await withBucket();
    const besides = async () => {
      const view = await getPlan(world.deps, world.actor, world.planId);
      return view.ok && view.value.end?.besides;
    };
    expect(await besides()).toEqual([]);
    await beside.apply();
    const { planId: id } = beside;
    expect(await besides()).toEqual([{ id, title: beside.stored().title }]);
  });

  it('says nothing of an end that somebody has stopped', async () => {
    await world.deps.ends.update(world.planId, { isStopped: true });
    const { warnings } = (await withBucket()).stored().body;
    expect(warnings.join()).not.toContain('ends at');
  });
});

it('is told beforehand with what goes along', async () => {
  const told = async () => {
    const { clock, notifier, plans } = world.deps;
    const { id, workspaceId, title } = world.stored();
    const coming = { id, workspaceId, title, endsAt: new Date('2026-11-25T10:00:00Z') };
    const ends = {
      ...world.deps.ends,
      listUntold: async () => [coming],
      markTold: async () => undefined,
    };
    await tellEnds({ ends, plans, notifier, clock });
    return notifier.told.at(-1);
  };
  expect(await told()).not.toHaveProperty('along');
  withMend();
  expect(await told()).toMatchObject({ along: [`${ROLE} may call kms:Decrypt`] });
});

it('says nothing of its own end when the crossing is changed', async () => {
  const next = await changed(world, world.planId, { access: 'both' });
  expect(next.view.warnings.join()).not.toContain('taken back');
});
