import { describe, expect, it } from 'vitest';
import type { AwsTarget } from '@/lib/ports';
import { DATA_LAKE } from '@/lib/practice/seed/data-lake';
import { DATA, TOOLING, worked } from './test-aws';
import { useSetupWorld } from './test-setup';

type World = ReturnType<ReturnType<typeof useSetupWorld>>;

/** What AWS holds of each target, byte for byte. */
async function read({ deps, actor }: World, targets: [string, AwsTarget][]) {
  const accounts = await deps.accounts.list(actor.workspaceId);
  const states = [];
  for (const [accountId, target] of targets) {
    const account = accounts.find(({ id }) => id === accountId);
    const connection = account && deps.connectionOf(account, accounts);
    if (!connection) throw new Error('no connection');
    states.push(worked(await deps.aws.readTarget(connection, target)));
  }
  return states;
}

const ownPolicy = (
  principal: 'user' | 'role',
  principalName: string,
  bucket: string,
): [string, AwsTarget] => [
  TOOLING,
  {
    kind: 'inline-policy',
    principal,
    principalName,
    policyName: `drawbridge-bucket-${bucket}`,
  },
];

const CHECKS = [
  'assume works',
  'put works',
  'list works',
  'get works',
  'head works',
  'delete denied',
  'get-as-another denied',
];

/** With what S3 says of the key, where one of KMS encrypts the bucket. */
const KEY_CHECKS = CHECKS.flatMap((check) => {
  if (check === 'put works') return [check, 'encrypts works'];
  return check === 'get works' ? [check, 'decrypts works'] : [check];
});

describe('with guards on the bucket', () => {
  const world = useSetupWorld({ seed: 'org' });
  const fields = {
    recipe: 'bucket-policy',
    who: `arn:aws:iam::${TOOLING}:role/release-bot`,
    bucket: DATA_LAKE.bucket,
    access: 'both',
    requireEnd: true,
    endsAt: '2099-12-31T23:00:00Z',
    requireSourceIp: true,
  } as const;

  it('is proven from an address that is let in, key and all, and denied from others', async () => {
    const planId = await world().planFor({ ...fields, sourceIps: '127.0.0.0/8' });
    expect((await world().viewOf(planId)).after.deck).toBe('conditional');
    await world().applyAndRun(planId);
    const view = await world().viewOf(planId);
    expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      ...KEY_CHECKS.slice(0, -1),
      'use-from-elsewhere not-tested',
      'use-after-end not-tested',
      'get-as-another denied',
    ]);
    expect(view.proof?.checks.map(({ evaluated }) => evaluated).slice(-3, -1)).toEqual([
      'denied',
      'denied',
    ]);
    expect(view.state).toBe('proven');
    await world().undoAndRun(planId, 'release-bot');
  });

  it('is refused here where only other addresses are let in, and says so', async () => {
    const planId = await world().planFor({ ...fields, sourceIps: '203.0.113.0/24' });
    await world().applyAndHurry(planId);
    const { proof, state } = await world().viewOf(planId);
    expect(state).toBe('applied');
    const put = proof?.checks.find(({ id }) => id === 'put');
    expect(put).toMatchObject({ outcome: 'not-tested', evaluated: 'works' });
    expect(put?.code).toContain('only calls from 203.0.113.0/24 come in');
    await world().undoAndRun(planId, 'release-bot');
  });
});

describe('with a customer key', () => {
  const world = useSetupWorld({ seed: 'org' });
  const { bucket, region, keyArn } = DATA_LAKE;
  const targets: [string, AwsTarget][] = [
    ownPolicy('role', 'release-bot', bucket),
    [DATA, { kind: 'key-policy', keyArn }],
    [DATA, { kind: 'bucket-policy', bucket, region }],
  ];

  it('0.1, 2.8: lets a role that is there use the bucket as itself, and takes it back', async () => {
    const before = await read(world(), targets);
    const planId = await world().planFor({
      recipe: 'bucket-policy',
      who: `arn:aws:iam::${TOOLING}:role/release-bot`,
      bucket,
      access: 'both',
    });
    const planned = await world().viewOf(planId);
    expect(planned.before.deck).toBe('denied');
    expect(planned.after.deck).toBe('works');
    expect(planned.steps.map(({ operation }) => operation)).toEqual([
      'PutRolePolicy',
      'PutKeyPolicy',
      'PutBucketPolicy',
    ]);
    await world().applyAndRun(planId);
    const view = await world().viewOf(planId);
    expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
      KEY_CHECKS,
    );
    expect(view.state).toBe('proven');
    expect(view.proof?.sentence).toBe(
      'release-bot in Tooling can read and write data-lake in Data, and only that.',
    );
    expect((await read(world(), targets)).map(({ exists }) => exists)).toEqual([
      true,
      true,
      true,
    ]);
    await world().undoAndRun(planId, 'release-bot');
    expect((await world().viewOf(planId)).state).toBe('undone');
    expect(await read(world(), targets)).toEqual(before);
  });

  it('T7: lets an account alone in, proven as somebody whom its own policies let', async () => {
    const theirs = targets.slice(1);
    const before = await read(world(), theirs);
    const planId = await world().planFor({
      recipe: 'bucket-policy',
      who: TOOLING,
      bucket,
      access: 'both',
    });
    await world().applyAndRun(planId);
    const view = await world().viewOf(planId);
    expect(view.steps.map(({ operation }) => operation)).toEqual([
      'PutKeyPolicy',
      'PutBucketPolicy',
    ]);
    expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(
      KEY_CHECKS,
    );
    expect(view.proof?.checks.at(-1)?.sentence).toContain(', in Data, reads ');
    expect(view.state).toBe('proven');
    await world().undoAndRun(planId, 'Tooling');
    expect((await world().viewOf(planId)).state).toBe('undone');
    expect(await read(world(), theirs)).toEqual(before);
  });
});

describe('where S3 encrypts by itself', () => {
  const world = useSetupWorld();

  it('0.1: lets a user use a part of the bucket as itself, and takes it back', async () => {
    const targets: [string, AwsTarget][] = [
      ownPolicy('user', 'lee', 'app-logs'),
      [DATA, { kind: 'bucket-policy', bucket: 'app-logs', region: 'eu-west-1' }],
    ];
    const before = await read(world(), targets);
    expect(before.map(({ exists }) => exists)).toEqual([false, false]);
    const planId = await world().planFor({
      recipe: 'bucket-policy',
      who: `arn:aws:iam::${TOOLING}:user/lee`,
      access: 'both',
      prefix: 'logs/*',
    });
    await world().applyAndRun(planId);
    const view = await world().viewOf(planId);
    expect(view.steps.map(({ operation }) => operation)).toEqual([
      'PutUserPolicy',
      'PutBucketPolicy',
    ]);
    expect(view.proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      ...CHECKS.slice(0, 5),
      'put-outside denied',
      ...CHECKS.slice(5),
    ]);
    expect(view.state).toBe('proven');
    expect((await read(world(), targets)).map(({ exists }) => exists)).toEqual([
      true,
      true,
    ]);
    await world().undoAndRun(planId, 'lee');
    expect((await world().viewOf(planId)).state).toBe('undone');
    expect(await read(world(), targets)).toEqual(before);
  });
});
