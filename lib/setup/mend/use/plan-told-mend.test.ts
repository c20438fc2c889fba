import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import { NOTHING_TOLD, type ToldTexts } from '@/lib/core/told-bucket';
import { planSource } from '../../export/plan-source';
import { refused } from '../../fakes/aws';
import { fakeConsole } from '../../fakes/console';
import { CI, DATA, readings, TOOLING } from '../../fakes/inventory';
import { withPlan } from '../../fakes/planned';
import { handshakeView } from '../../handshake/handshake-view';
import { statementsIn } from '../../plan/statements-in';
import { PlanMendInput, planMend } from '../plan-mend';

const STRANGER = '999900001111';
const OBJECT = 'arn:aws:s3:::their-logs/a.txt';
const USE = { who: CI, action: 's3:GetObject', resource: OBJECT };
const KEY = '/1234abcd-12ab-34cd-56ef-1234567890ab';
const keyIn = (id: string) => `arn:aws:kms:eu-west-1:${id}:key${KEY}`;
const OWN =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Deny","Principal":"*","Action":"s3:DeleteBucket","Resource":"*"}]}';
const ADMINS = `{"Version":"2012-10-17","Statement":[{"Sid":"Own","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::${STRANGER}:root"},"Action":"kms:*","Resource":"*"}]}`;

async function made(told: Partial<ToldTexts>, console = fakeConsole()) {
  const { deps, actor } = console;
  const asked = { ...USE, told: { ...NOTHING_TOLD, ...told } };
  return { console, plan: await planMend(deps, actor, PlanMendInput.parse(asked)) };
}

async function planned(...asked: Parameters<typeof made>) {
  const { console, plan } = await made(...asked);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  return withPlan(console, plan.value.planId);
}

const whyNot = async (...asked: Parameters<typeof made>) => {
  const { plan } = await made(...asked);
  return plan.ok ? '' : describeError(plan.error);
};

const TOLD = { bucketOwner: STRANGER, bucketRegion: 'eu-west-1' };
const sidsIn = (text: string | null | undefined) =>
  statementsIn(text ?? null).map(({ Sid }) => Sid);

it('plans the half of a bucket that its owner told of as theirs, beside what stands there', async () => {
  const world = await planned({
    ...TOLD,
    bucketDocument: OWN,
    bucketKey: keyIn(STRANGER),
    keyDocument: ADMINS,
  });
  const plan = world.stored();
  expect(plan.body).toMatchObject({
    byOwner: [STRANGER],
    trustingAccountId: STRANGER,
    region: 'eu-west-1',
  });
  expect(plan.body.warnings.join()).toContain('its owner runs that half');
  const written = plan.steps.map(({ accountId, target }) => [accountId, target.kind]);
  expect(written).toEqual([
    [TOOLING, 'inline-policy'],
    [STRANGER, 'key-policy'],
    [STRANGER, 'bucket-policy'],
  ]);
  for (const { accountId, after } of plan.steps)
    if (accountId === STRANGER) expect(sidsIn(after)).toEqual(['Own', expect.anything()]);

  const before = world.atAws();
  await world.apply();
  expect(plan.state).toBe('waiting');
  expect(plan.steps.map(({ state }) => state)).toEqual(['done', 'waiting', 'waiting']);
  await world.undo();
  expect([plan.state, world.atAws()]).toEqual(['undone', before]);
});

it('tells the owner of the bucket what they are asked for, and nothing of ours', async () => {
  const plan = (await planned(TOLD)).stored();
  const link = { accountId: STRANGER, expiresAt: new Date('2026-12-01T00:00:00Z') };
  const view = handshakeView(plan, planSource(plan, [], null), link);
  expect(view).toMatchObject({
    statement: `Role ci-deploy of account ${TOOLING} may call s3:GetObject on their-logs/a.txt of account ${STRANGER}.`,
    bucket: 'their-logs/a.txt',
    canConfirm: true,
    test: null,
  });
  expect(view?.doesNotGive.join()).toContain('name role ci-deploy alone');
  expect(view?.creates.map(({ title }) => title)).toEqual([
    'Bucket policy of their-logs',
  ]);
  expect(view?.files.map(({ format }) => format)).toContain('bash');
});

it('reads the policies of a bucket in an account of ours that no reading has', async () => {
  const console = fakeConsole();
  const { others } = console.deps.aws;
  others.set(`${DATA} bucket-policy their-logs eu-west-1`, { document: OWN, tags: {} });
  others.set(`${DATA} key-policy ${keyIn(DATA)}`, {
    document: ADMINS.replaceAll(STRANGER, DATA),
    tags: {},
  });
  const told = { ...TOLD, bucketOwner: DATA, bucketKey: keyIn(DATA) };
  const { body, steps } = (await planned(told, console)).stored();
  expect(body.byOwner).toBeUndefined();
  expect(steps.map(({ accountId, before }) => [accountId, sidsIn(before)])).toEqual([
    [TOOLING, []],
    [DATA, ['Own']],
    [DATA, ['Own']],
  ]);
});

it('says what keeps it from reading them, and what is wrong with what was told', async () => {
  const console = fakeConsole();
  const ours = { ...TOLD, bucketOwner: DATA };
  expect(await whyNot({ ...ours, bucketKey: keyIn(DATA) }, console)).toContain(
    'has no key',
  );
  console.deps.aws.readTarget = async () => ({
    ok: false,
    error: { ...refused('AccessDenied'), operation: 's3:GetBucketPolicy' },
  });
  expect(await whyNot(ours, console)).toMatch(
    /may not read the policy of bucket their-logs in Data: AWS refused s3:GetBucketPolicy .*hand the statement/,
  );
  expect(await whyNot({ ...TOLD, bucketRegion: '' })).toContain('Say whose bucket it is');
  expect(await whyNot({ ...TOLD, bucketKey: keyIn(DATA) })).toContain('not of');
});

it('goes by the reading of a bucket that is found by now', async () => {
  const world = readings();
  world[DATA]?.Buckets?.push({ Name: 'their-logs', Policy: OWN, Region: 'eu-west-1' });
  const { body } = (await planned(TOLD, fakeConsole({ world }))).stored();
  expect(body.trustingAccountId).toBe(DATA);
});
