import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import type { Use } from '@/lib/iam/doctor/use-gaps';
import { refused } from '../../fakes/aws';
import { fakeConsole } from '../../fakes/console';
import { consoleWithKey, KEY, KEY_PLACE, OWNER_ONLY } from '../../fakes/console-with-key';
import { account, CI, DATA, readings, TOOLING } from '../../fakes/inventory';
import { withPlan } from '../../fakes/planned';
import { fakeConnectionOf } from '../../fakes/stores';
import { statementsIn } from '../../plan/statements-in';
import { PlanMendInput, planMend } from '../plan-mend';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const BUCKET_PLACE = `${DATA} bucket-policy app-logs eu-west-1`;
const DECRYPT = { who: CI, action: 'kms:Decrypt', resource: KEY };

async function planned(world: ReturnType<typeof consoleWithKey>, use: Use) {
  const made = await planMend(world.deps, world.actor, use);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return withPlan(world, made.value.planId);
}

const oursIn = (text: string | null | undefined) =>
  statementsIn(text ?? null).filter(({ Sid }) => Sid !== 'Admins');

it('gives a key that S3 asked for by way of S3 alone, in both halves', async () => {
  const world = consoleWithKey();
  const narrow = (await planned(world, { ...DECRYPT, isThroughS3: true })).stored();
  expect(narrow.title).toMatch(/kms:Decrypt on key .* in Data through S3$/);
  expect(narrow.body.mendsUse).toEqual({
    action: 'kms:Decrypt',
    resource: KEY,
    isThroughS3: true,
  });
  const viaS3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
  for (const { after } of narrow.steps)
    expect(oursIn(after)).toEqual([
      expect.objectContaining({ Action: 'kms:Decrypt', Condition: viaS3 }),
    ]);

  const direct = (await planned(world, DECRYPT)).stored();
  expect(direct.steps).toHaveLength(2);
  for (const { after } of direct.steps)
    expect(oursIn(after)).toEqual([
      expect.not.objectContaining({ Condition: expect.anything() }),
    ]);
  // Each comes and goes by itself.
  expect(direct.steps[0]?.title).not.toBe(narrow.steps[0]?.title);
});

const whole = (Resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource }],
});

/** The caller may use the key by its own policies, and no reading has the key. */
function withUnreadKey(accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')]) {
  const world = readings();
  const ci = world[TOOLING]?.RoleDetailList.find(({ Arn }) => Arn === CI);
  if (ci) ci.RolePolicyList = [{ PolicyName: 'own', PolicyDocument: whole() }];
  for (const { id, connection } of accounts) if (!connection) delete world[id];
  const console = fakeConsole({ world, accounts });
  console.deps.aws.others.set(KEY_PLACE, { document: OWNER_ONLY, tags: {} });
  return console;
}

const refusalOf = async (world: ReturnType<typeof withUnreadKey>) => {
  const made = await planMend(world.deps, world.actor, DECRYPT);
  return made.ok ? '' : describeError(made.error);
};

it('reads the policy of a key that no reading has, and writes beside what stands', async () => {
  const { steps } = (await planned(withUnreadKey(), DECRYPT)).stored();
  expect(steps.map(({ target, before }) => [target.kind, before])).toEqual([
    ['key-policy', OWNER_ONLY],
  ]);
  expect(oursIn(steps[0]?.after)).toEqual([
    expect.objectContaining({ Principal: { AWS: CI }, Action: 'kms:Decrypt' }),
  ]);
});

it('reads the policy of a bucket that AWS refused to the reading, and writes beside what stands', async () => {
  const world = readings();
  for (const bucket of world[DATA]?.Buckets ?? []) bucket.IsPolicyUnread = true;
  const console = fakeConsole({ world });
  const standing = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Admins',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:PutBucketAcl',
        Resource: 'arn:aws:s3:::app-logs',
      },
    ],
  });
  console.deps.aws.others.set(BUCKET_PLACE, { document: standing, tags: {} });
  const use = {
    who: CI,
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::app-logs/a.txt',
  };
  const { steps } = (await planned(console, use)).stored();
  const bucket = steps.find(({ target }) => target.kind === 'bucket-policy');
  expect(bucket?.before).toBe(standing);
  expect(statementsIn(bucket?.after ?? null).map(({ Sid }) => Sid)).toContain('Admins');
  expect(oursIn(bucket?.after)).toEqual([
    expect.objectContaining({ Principal: { AWS: CI }, Action: 's3:GetObject' }),
  ]);
});

it('says what keeps it from reading the policy of such a key', async () => {
  const kept = withUnreadKey();
  kept.deps.aws.readTarget = async () => ({
    ok: false,
    error: { ...refused('AccessDeniedException'), operation: 'kms:GetKeyPolicy' },
  });
  expect(await refusalOf(kept)).toMatch(
    /^This console may not read the policy of key .* in Data: AWS refused kms:GetKeyPolicy .*hand the statement/,
  );
  const unconnected = { ...account(DATA, 'Data'), connection: null };
  expect(
    await refusalOf(withUnreadKey([account(TOOLING, 'Tooling'), unconnected])),
  ).toMatch(
    /^This console is not connected to Data \(444455556666\), .*hand the statement/,
  );
  const gone = withUnreadKey();
  gone.deps.aws.others.delete(KEY_PLACE);
  expect(await refusalOf(gone)).toMatch(/^Data has no key .* Check its ARN\.$/);
});

it('tells that it goes with the caller’s role, where that ends', async () => {
  const world = consoleWithKey();
  const plan = (await planned(world, DECRYPT)).stored();
  const endsAt = new Date('2026-12-25T10:00:00Z');
  const end = {
    endsAt,
    lookAt: endsAt,
    removeAt: null,
    isStopped: false,
    isRemoving: false,
    note: null,
  };
  const { mendsUse: _, ...body } = plan.body;
  const role = { ...plan, body, id: 'crossing', title: 'The crossing', end };
  world.deps.plans.rows.set('crossing', { ...role, state: 'applied' });
  const { warnings } = (await planned(world, DECRYPT)).stored().body;
  expect(warnings.join()).toMatch(/^The crossing “The crossing” ends at .*2026/);
});

it('gives nothing to a role by which the console comes in, though it cannot come in now', async () => {
  const tooling = account(TOOLING, 'Tooling');
  const { connection } = tooling;
  if (!connection) throw new Error('no connection');
  const world = consoleWithKey();
  // The account of the hub is not connected any more: the way in leads nowhere.
  world.deps.connectionOf = (one, all) =>
    one.id === TOOLING ? null : fakeConnectionOf(one, all);
  const ways = { ...connection, kind: 'assumed' as const };
  for (const [who, known] of [
    [CI, { ...ways, writeRoleArn: CI }],
    [CI, { ...ways, callerArn: `arn:aws:sts::${TOOLING}:assumed-role/ci-deploy/x` }],
    [ANNA, { ...ways, callerArn: ANNA }],
  ] as const) {
    world.deps.accounts.list = async () => [
      { ...tooling, connection: known },
      account(DATA, 'Data'),
    ];
    const made = await planMend(world.deps, world.actor, { ...DECRYPT, who });
    expect(made).toMatchObject({
      error: { message: expect.stringContaining('this console’s own') },
    });
  }
});

it('takes no other use for one that S3 asks for', () => {
  const asked = (action: string) =>
    PlanMendInput.safeParse({ ...DECRYPT, action, isThroughS3: true }).success;
  expect(asked('kms:GenerateDataKey')).toBe(true);
  expect(['kms:Encrypt', 's3:GetObject'].some(asked)).toBe(false);
});
