import { expect, it } from 'vitest';
import { mergeStatement } from '@/lib/iam/render/merge-statement';
import { endPlan } from './end/end-plan';
import { refused } from './fakes/aws';
import {
  BUCKET_PLACE,
  consoleWithKey,
  KEY,
  KEY_PLACE,
  OWNER_ONLY,
} from './fakes/console-with-key';
import { CI } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { getPlan } from './get-plan';
import { planMend } from './mend/plan-mend';
import { retryPlan } from './retry-plan';
import { undoPlan } from './undo-plan';

type World = ReturnType<typeof consoleWithKey>;

async function mended(world: World, action: string) {
  const use = { who: CI, action, resource: KEY };
  const made = await planMend(world.deps, world.actor, use);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const plan = withPlan(world, made.value.planId);
  await plan.apply();
  return plan;
}

const keyPolicyOf = ({ deps }: World) => deps.aws.others.get(KEY_PLACE)?.document ?? '';
const write = ({ deps }: World, document: string) =>
  deps.aws.others.set(KEY_PLACE, { document, tags: {} });
const theirs = {
  Sid: 'Theirs',
  Effect: 'Allow' as const,
  Principal: { AWS: '555566667777' },
  Action: 'kms:Encrypt',
  Resource: '*',
};

it.each([
  ['the older', [0, 1, 2]],
  ['the one between', [1, 2, 0]],
  ['the newest', [2, 0, 1]],
])(
  'puts every byte of a policy back that three plans wrote in, %s first',
  async (_, order) => {
    const world = consoleWithKey();
    const plans = [
      await mended(world, 'kms:Decrypt'),
      await mended(world, 'kms:Encrypt'),
      await mended(world, 'kms:DescribeKey'),
    ];
    for (const index of order) {
      await plans[index]?.undo();
      expect(plans[index]?.stored().state).toBe('undone');
    }
    expect(keyPolicyOf(world)).toBe(OWNER_ONLY);
    expect(world.deps.aws.policies.size).toBe(0);
  },
);

it('undoes a crossing whose bucket and key another plan wrote in since', async () => {
  const world = consoleWithKey();
  const bucketBefore = world.deps.aws.others.get(BUCKET_PLACE);
  const first = await world.plan({ recipe: 'bucket-policy' });
  if (!first.ok) throw new Error(JSON.stringify(first.error));
  const crossing = withPlan(world, first.value.planId);
  await crossing.apply();
  const crossed = keyPolicyOf(world);
  const mend = await mended(world, 'kms:Encrypt');
  expect(keyPolicyOf(world)).not.toBe(crossed);
  await crossing.undo();
  expect(crossing.stored().state).toBe('undone');
  const [step] = crossing
    .stored()
    .steps.filter(({ target }) => target.kind === 'key-policy');
  expect(step?.detail).toContain(
    'What others have written in it since was left as it is.',
  );
  const told = await getPlan(world.deps, world.actor, crossing.planId);
  expect(told).toMatchObject({
    value: { sentence: expect.stringContaining('What others have written since stays.') },
  });
  await mend.undo();
  expect(keyPolicyOf(world)).toBe(OWNER_ONLY);
  expect(world.deps.aws.others.get(BUCKET_PLACE)).toEqual(bucketBefore);
});

it('ends at its date a crossing whose key another plan wrote in since', async () => {
  const world = consoleWithKey();
  const made = await world.plan({
    recipe: 'bucket-policy',
    requireEnd: true,
    endsAt: '2026-11-25T10:00:00Z',
  });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const crossing = withPlan(world, made.value.planId);
  await crossing.apply();
  await mended(world, 'kms:Encrypt');
  await world.deps.clock.sleep(86_400_000);
  const { workspaceId } = world.actor;
  await endPlan(world.deps, { workspaceId, planId: crossing.planId });
  await crossing.run();
  expect([crossing.stored().end?.note, crossing.stored().state]).toEqual([
    null,
    'undone',
  ]);
  expect(keyPolicyOf(world)).toContain('kms:Encrypt');
  expect(keyPolicyOf(world)).not.toContain('kms:Decrypt');
});

it('keeps what somebody else wrote meanwhile, byte for byte', async () => {
  const world = consoleWithKey();
  const plan = await mended(world, 'kms:Decrypt');
  write(world, mergeStatement(keyPolicyOf(world), theirs) ?? '');
  await plan.undo();
  expect(plan.stored().state).toBe('undone');
  expect(keyPolicyOf(world)).toBe(mergeStatement(OWNER_ONLY, theirs));
});

it('leaves a policy alone in which somebody has changed what the plan wrote, and says so', async () => {
  const world = consoleWithKey();
  const plan = await mended(world, 'kms:Decrypt');
  const widened = keyPolicyOf(world).replace('kms:Decrypt', 'kms:Encrypt');
  write(world, widened);
  await undoPlan(world.deps, world.actor, {
    planId: plan.planId,
    typedName: plan.stored().body.roleName,
  });
  await plan.run();
  expect(plan.stored().state).toBe('undo-stopped');
  expect(keyPolicyOf(world)).toBe(widened);
  expect(
    plan
      .stored()
      .steps.map(({ detail }) => detail)
      .join(),
  ).toContain('somebody else has changed it');
});

it.each(['before', 'after'] as const)(
  'finishes though the process died %s AWS had taken ours out',
  async (when) => {
    const world = consoleWithKey();
    const older = await mended(world, 'kms:Decrypt');
    const newer = await mended(world, 'kms:Encrypt');
    world.deps.aws.killAt = { write: world.deps.aws.writes + 1, when };
    await undoPlan(world.deps, world.actor, {
      planId: older.planId,
      typedName: older.stored().body.roleName,
    });
    await expect(older.run()).rejects.toThrow('killed');
    world.life.isKilled = false;
    await older.run();
    expect(older.stored().state).toBe('undone');
    await newer.undo();
    expect(keyPolicyOf(world)).toBe(OWNER_ONLY);
  },
);

/** Ours in a form of somebody else's, so that it cannot be found any more. */
function rewrite(world: World) {
  const ours = JSON.parse(keyPolicyOf(world)).Statement.at(-1);
  const theirForm = { ...ours, Sid: 'Renamed', Action: ['kms:Decrypt', 'kms:ListKeys'] };
  write(world, mergeStatement(OWNER_ONLY, theirForm) ?? '');
}

it('does not take for its own doing what somebody rewrote after AWS had refused the undo', async () => {
  const world = consoleWithKey();
  const plan = await mended(world, 'kms:Decrypt');
  const keyStep = () =>
    plan.stored().steps.find(({ target }) => target.kind === 'key-policy');
  await world.deps.clock.sleep(60_000);
  world.deps.aws.answers = Array.from({ length: 99 }, () => refused('AccessDenied'));
  await plan.undo();
  expect([plan.stored().state, keyStep()?.awsCode]).toEqual([
    'undo-stopped',
    'AccessDenied',
  ]);
  world.deps.aws.answers = [];
  rewrite(world);
  const { planId } = plan;
  expect(await retryPlan(world.deps, world.actor, { planId })).toMatchObject({
    ok: true,
  });
  await plan.run();
  expect(plan.stored().state).toBe('undo-stopped');
  expect(keyStep()?.detail).toContain('somebody else has changed it');
});

it('does not take for its own doing what somebody rewrote after the step itself broke off', async () => {
  const world = consoleWithKey();
  const plan = await mended(world, 'kms:Decrypt');
  const keyStep = plan.stored().steps.find(({ target }) => target.kind === 'key-policy');
  Object.assign(keyStep ?? {}, { state: 'running', doneAt: null });
  rewrite(world);
  await plan.undo();
  expect(plan.stored().state).toBe('undo-stopped');
  expect(keyStep?.detail).toContain('somebody else has changed it');
});
