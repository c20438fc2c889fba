import { expect, it } from 'vitest';
import { err, ok } from '@/lib/core/result';
import { applyPlan } from './apply-plan';
import { refused } from './fakes/aws';
import { fakeConsole } from './fakes/console';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { previewOf } from './fakes/preview-of';
import { getPlan } from './get-plan';
import { runPlan } from './run-plan';
import type { DraftFields } from './schema';

const VENDOR = '999900001111';
const VENDOR_ARN = `arn:aws:iam::${VENDOR}:root`;
const ROLE = `x-vendor-${VENDOR}`;
const GOOD = {
  recipe: 'vendor',
  vendorAccount: VENDOR,
  bucket: 'app-logs',
  externalId: 'lum-7Q4c',
} as const satisfies Partial<DraftFields>;

it('claims nothing before it is told which vendor and what', async () => {
  const view = await previewOf({ recipe: 'vendor' });
  expect(view.missing).toEqual(['vendorAccount', 'bucket', 'externalId']);
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge).toMatchObject({
    deck: 'untested',
    left: { shape: 'outside' },
    sentence: 'Say which vendor: its account ID.',
  });
});

it('4.2: trusts the vendor’s account with its external ID, and lets it read the bucket alone', async () => {
  const view = await previewOf({ ...GOOD, prefix: 'logs' });
  expect(view.fieldErrors).toEqual({});
  expect(view.documents.map(({ title }) => title)).toEqual([
    `Trust policy of ${ROLE}`,
    `Permissions of ${ROLE}`,
  ]);
  expect(JSON.parse(view.documents[0]?.json ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TrustedMayAssume',
        Effect: 'Allow',
        Principal: { AWS: VENDOR_ARN },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'lum-7Q4c' } },
      },
    ],
  });
  expect(JSON.parse(view.documents[1]?.json ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'LocateBucket',
        Effect: 'Allow',
        Action: 's3:GetBucketLocation',
        Resource: 'arn:aws:s3:::app-logs',
      },
      {
        Sid: 'ListObjects',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: 'arn:aws:s3:::app-logs',
        Condition: { StringLike: { 's3:prefix': 'logs/*' } },
      },
      {
        Sid: 'ReadObjects',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::app-logs/logs/*',
      },
    ],
  });
});

it('draws the vendor as a party outside, whose crossing hangs on the external ID', async () => {
  const { bridge, guards } = await previewOf(GOOD);
  expect(bridge.left).toMatchObject({
    shape: 'outside',
    title: 'Account 9999 0000 1111',
  });
  expect(bridge.right).toMatchObject({ shape: 'trusting', title: 'app-logs' });
  expect(bridge.deck).toBe('conditional');
  expect(bridge.sentence).toBe(
    'Account 9999 0000 1111 can read app-logs in Data, if the request names external ID lum-7Q4c.',
  );
  expect(bridge.locks.map(({ label, state }) => [label, state])).toEqual([
    ['policies of Account 9999 0000 1111', 'open'],
    [`trust policy of ${ROLE}`, 'conditional'],
    [`permissions of ${ROLE}`, 'open'],
  ]);
  expect(bridge.locks[0]).toMatchObject({
    isAssumed: true,
    sentence: 'This is their own side, and not ours to read. We assume that it allows.',
  });
  expect(bridge.locks[1]?.sentence).toBe(
    `The trust policy of ${ROLE} names account ${VENDOR}; its own policies have to allow as well; only if the request names external ID lum-7Q4c.`,
  );
  expect(guards.map(({ field }) => field)).toEqual(['externalId']);
});

it.each([
  ['eleven digits', '99990000111', '12 digits'],
  ['letters', 'lumen', '12 digits'],
  ['an account of ours', TOOLING, 'your own organisation'],
  ['a bucket', 'arn:aws:s3:::app-logs', '12 digits'],
  ['a policy of AWS', 'arn:aws:iam::aws:policy/ReadOnlyAccess', '12 digits'],
  ['an account of China', `arn:aws-cn:iam::${VENDOR}:root`, 'between partitions'],
  ['one principal', `arn:aws:iam::${VENDOR}:role/collector`, `account alone: ${VENDOR}`],
])('1.1: says at the field why %s is no vendor', async (_, vendorAccount, word) => {
  const view = await previewOf({ ...GOOD, vendorAccount });
  expect(view.fieldErrors.vendorAccount).toContain(word);
});

it.each(['9999 0000 1111', '9999-0000-1111', VENDOR_ARN])(
  '1.1: takes %s for the account',
  async (vendorAccount) => {
    const view = await previewOf({ ...GOOD, vendorAccount });
    expect(view.fieldErrors).toEqual({});
    expect(view.who).toMatchObject({ accountId: VENDOR, isOutside: true });
  },
);

it.each([
  ['one letter', 'x'],
  ['a space in it', 'acme 42'],
  ['1,225 letters', 'x'.repeat(1225)],
])('refuses an external ID of %s', async (_, externalId) => {
  const view = await previewOf({ ...GOOD, externalId });
  expect(view.fieldErrors.externalId).toContain('2 to 1,224');
});

it('asks for an external ID even where the draft says that none is required', async () => {
  const view = await previewOf({ ...GOOD, externalId: '', requireExternalId: false });
  expect(view.missing).toEqual(['externalId']);
});

it('warns of an external ID that is an account ID', async () => {
  const view = await previewOf({ ...GOOD, externalId: DATA });
  expect(view.fieldWarnings.externalId).toContain('anybody can guess');
});

function worldWithVendor(accountId: string) {
  const world = readings();
  const reader = world[DATA]?.RoleDetailList[0];
  if (!reader) throw new Error('The reading has no role.');
  reader.AssumeRolePolicyDocument = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'sts:AssumeRole',
        Condition: { StringEquals: { 'sts:ExternalId': 'lum-7Q4c' } },
      },
    ],
  };
  return fakeConsole({ world });
}

it('warns of an external ID that another vendor uses, and not of the vendor’s own', async () => {
  const other = await previewOf(GOOD, worldWithVendor('888800002222'));
  expect(other.fieldWarnings.externalId).toContain(
    'Data-Reader asks another vendor, 8888 0000 2222',
  );
  const same = await previewOf(GOOD, worldWithVendor(VENDOR));
  expect(same.fieldWarnings.externalId).toBeUndefined();
});

it('offers the vendors that roles trust already, and the accounts that can be written to', async () => {
  const view = await previewOf({ recipe: 'vendor' }, worldWithVendor(VENDOR));
  expect(view.choices).toEqual({
    accounts: [
      { id: TOOLING, name: 'Tooling' },
      { id: DATA, name: 'Data' },
    ],
    vendors: [{ id: VENDOR, name: 'trusted by Data-Reader' }],
    providers: [],
  });
});

const CUSTOM = {
  ...GOOD,
  bucket: '',
  vendorMay: 'custom',
  customPolicy:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
} as const;

it('makes the role in the account that was picked when the policy is typed', async () => {
  expect((await previewOf(CUSTOM)).missing).toEqual(['trustingAccount']);
  const misread = await previewOf({ ...CUSTOM, trustingAccount: '12341234' });
  expect(misread.fieldErrors.trustingAccount).toContain('12 digits');
  const view = await previewOf({ ...CUSTOM, trustingAccount: DATA });
  expect(view.bridge).toMatchObject({
    deck: 'conditional',
    sentence: `Account 9999 0000 1111 can do in Data what the policy of ${ROLE} says, if the request names external ID lum-7Q4c.`,
  });
});

it('has the owner make the role in an account without a connection', async () => {
  const accounts = [{ ...account(DATA, 'Data'), connection: null }];
  const fields = { ...CUSTOM, trustingAccount: DATA };
  const view = await previewOf(fields, fakeConsole({ accounts }));
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings.trustingAccount).toContain('so its owner runs that half');
});

it('has the owner make it in an account that is not among ours, by a plan of its own', async () => {
  const console = fakeConsole();
  const fields = { ...CUSTOM, trustingAccount: '1234 1234 1234' };
  const view = await previewOf(fields, console);
  expect(view.fieldErrors).toEqual({});
  expect(view.fieldWarnings.trustingAccount).toMatch(
    /^1234 1234 1234 is not among the accounts here.* a script or a link/,
  );
  expect(view.bridge.deck).not.toBe('works');
  const made = await console.plan({ who: '', ...fields });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const stored = await console.deps.plans.find(
    console.actor.workspaceId,
    made.value.planId,
  );
  expect(stored?.body.byOwner).toEqual(['123412341234']);
  expect(stored?.steps.map(({ accountId }) => accountId)).toEqual(
    stored?.steps.map(() => '123412341234'),
  );
});

it.each(['*', 'iam:AttachRolePolicy'])(
  'warns of administrator access for a vendor by %s, and asks for an end',
  async (Action) => {
    const fields = {
      ...CUSTOM,
      trustingAccount: DATA,
      customPolicy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
      }),
    };
    const view = await previewOf(fields);
    expect(view.fieldWarnings.customPolicy).toContain('administrator');
    expect(view.fieldErrors.requireEnd).toContain('has an end');
    const ending = { ...fields, requireEnd: true, endsAt: '2026-12-31T23:00:00Z' };
    expect((await previewOf(ending)).fieldErrors).toEqual({});
  },
);

async function planned(world = fakeConsole()) {
  const plan = await world.plan({ who: '', ...GOOD });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const { planId } = plan.value;
  const view = async () => {
    const found = await getPlan(world.deps, world.actor, planId);
    if (!found.ok) throw new Error(found.error.kind);
    return found.value;
  };
  const run = async () => {
    await applyPlan(world.deps, world.actor, { planId });
    await runPlan(world.deps, { workspaceId: world.actor.workspaceId, planId });
  };
  return { world, view, run };
}

it('writes to one account alone, and is reviewed in 30 days', async () => {
  const view = await (await planned()).view();
  expect(view.accounts.map(({ side, accountName }) => [side, accountName])).toEqual([
    ['trusting', 'Data'],
  ]);
  expect(view.steps.map(({ operation }) => operation)).toEqual([
    'CreateRole',
    'PutRolePolicy',
    'UpdateAssumeRolePolicy',
  ]);
  expect(view.reviewOn.slice(0, 10)).toBe('2026-12-24');
  expect(view.gains).toMatchObject([
    { who: { kind: 'account', isOutside: true }, today: 'denied', after: 'conditional' },
  ]);
  expect(view.handOver).toEqual({
    roleArn: `arn:aws:iam::${DATA}:role/drawbridge-managed/${ROLE}`,
    externalId: 'lum-7Q4c',
    needs: [],
  });
});

it('tells the vendor what its calls have to bring along', async () => {
  const world = fakeConsole();
  const plan = await world.plan({
    who: '',
    ...GOOD,
    requireSessionName: true,
    sessionNames: 'lumen-*',
    requireSessionTags: true,
    sessionTags: 'ticket',
  });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const found = await getPlan(world.deps, world.actor, plan.value.planId);
  expect(found.ok && found.value.handOver?.needs).toEqual([
    { name: 'Session name', text: 'lumen-*' },
    { name: 'Session tags', text: 'ticket' },
    { name: 'Its policies allow', text: 'sts:AssumeRole, sts:TagSession' },
  ]);
});

it('lets the vendor’s guards be those that can work for it', async () => {
  const view = await previewOf({
    ...GOOD,
    requireMfa: true,
    requireOrganization: true,
    requireEnd: true,
    endsAt: '2026-12-31T23:00:00Z',
  });
  expect(view.guards.map(({ field }) => field)).toEqual(['externalId', 'requireEnd']);
  expect(view.documents[0]?.json).not.toContain('MultiFactor');
  expect(view.bridge.sentence).toContain('the time is before 2026-12-31T23:00:00Z');
});

it.each(['*', 'arn:aws:iam::*:root'])('does not take %s for a vendor', async (text) => {
  const view = await previewOf({ ...GOOD, vendorAccount: text });
  expect(view.fieldErrors.vendorAccount).toContain('every account of AWS');
});

it('tells what the vendor’s own calls would come to, and that they were not made', async () => {
  const world = fakeConsole();
  world.deps.aws.actAs = async () => ok({} as never); // whose keys they are does not matter here
  const { run, view } = await planned(world);
  await run();
  const { proof, state, sentence } = await view();
  expect(proof?.checks.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
    'assume not-tested',
    'assume-without-external-id not-tested',
    'assume-with-wrong-external-id not-tested',
    'assume-as-another denied',
    'put not-tested',
    'list not-tested',
    'get not-tested',
    'delete not-tested',
  ]);
  // Nobody here has keys of the role, so what it may do is told by evaluation, action by action.
  expect(
    proof?.checks
      .slice(4)
      .map(({ expected, evaluated, isAsExpected }) => [
        expected,
        evaluated,
        isAsExpected,
      ]),
  ).toEqual([
    ['denied', 'denied', false],
    ['works', 'works', false],
    ['works', 'works', false],
    ['denied', 'denied', false],
  ]);
  expect(proof?.checks.slice(0, 4).map(({ code }) => code)).toEqual([
    'Not tested: no keys of the vendor here. By evaluation: it works, if the vendor lets its caller ask.',
    'Not tested: no keys of the vendor here. By evaluation: denied.',
    'Not tested: no keys of the vendor here. By evaluation: denied.',
    'AccessDenied',
  ]);
  expect(proof?.state).toBe('green');
  // Nobody has seen the vendor come in, so the plan is not proven.
  expect(state).toBe('applied');
  expect(sentence).toContain('It was not proven by real calls.');
});

it('is refuted when somebody else gets in', async () => {
  const world = fakeConsole();
  const keys = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't' };
  world.deps.aws.actAs = async () => ok({ ...keys, expiresAt: null });
  world.deps.aws.assumeRoleWith = async (_, __, { roleArn }) =>
    ok({
      credentials: { ...keys, expiresAt: new Date() },
      assumedRoleArn: roleArn,
      assumedRoleId: 'AROA',
    });
  const { run, view } = await planned(world);
  await run();
  expect((await view()).state).toBe('refuted');
});

it('is not proven when no call could be made at all', async () => {
  const { run, view } = await planned();
  await run();
  expect(await view()).toMatchObject({ state: 'applied', proof: { state: 'red' } });
});

it('stops where AWS refuses, and says that the vendor still cannot come in', async () => {
  const world = fakeConsole();
  world.deps.aws.answers = [null, refused('AccessDenied')];
  const { run, view } = await planned(world);
  await run();
  const stopped = await view();
  expect(stopped.state).toBe('stopped');
  expect(stopped.failure).toMatchObject({ awsCode: 'AccessDenied' });
  expect(stopped.sentence).toContain('still cannot read app-logs in Data');
});

it('takes a refusal by AWS itself for no proof', async () => {
  const world = fakeConsole();
  world.deps.aws.actAs = async () => err(refused('Throttling'));
  const { run, view } = await planned(world);
  await run();
  expect((await view()).proof?.state).toBe('red');
});
