import { expect, it } from 'vitest';
import { createPlan } from './create-plan';
import { fakeConsole } from './fakes/console';
import { DATA, readings, TOOLING } from './fakes/inventory';
import { getPlan } from './get-plan';
import type { DraftFields } from './schema';

async function planned(fields: Partial<DraftFields> = {}, world = fakeConsole()) {
  const plan = await world.plan(fields);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const view = await getPlan(world.deps, world.actor, plan.value.planId);
  if (!view.ok) throw new Error(view.error.kind);
  return { world, view: view.value };
}

it('2.3: shows both accounts, what is written to each, and where it comes from', async () => {
  const { view } = await planned({
    prefix: 'logs',
    requireExternalId: true,
    externalId: 'a-1',
  });
  expect(view.accounts.map(({ side, accountName }) => [side, accountName])).toEqual([
    ['trusted', 'Tooling'],
    ['trusting', 'Data'],
  ]);
  const changes = view.accounts.flatMap((account) => account.changes);
  expect(changes.map(({ mark, kind, target }) => `${mark} ${kind} ${target}`)).toEqual([
    '+ inline policy AllowAssume-x-app-logs-reader on role ci-deploy',
    '+ inline policy bucket-access on role x-app-logs-reader',
    '+ role x-app-logs-reader',
  ]);
  expect(changes[2]?.statements[0]?.from).toBe('Who needs it?, External ID');
  expect(changes[2]?.limitCharacters).toBe(2048);
  expect([view.added, view.changed, view.removed]).toEqual([5, 0, 0]);
});

it('says what holds today and what will hold', async () => {
  const { view } = await planned();
  expect(view.before.deck).toBe('denied');
  expect(view.after.deck).toBe('works');
  expect(view.before.sentence).toMatch(/^ci-deploy in Tooling cannot .* in Data: ./);
  expect(view.sentence).toBe(
    'ci-deploy in Tooling cannot read app-logs in Data. 4 writes in 2 accounts would change that.',
  );
});

it('4.3: names who gains access, and by how many steps', async () => {
  const world = readings();
  const trusting = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${TOOLING}:role/admin` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
  const ci = world[TOOLING]?.RoleDetailList.find(
    ({ RoleName }) => RoleName === 'ci-deploy',
  );
  if (ci) ci.AssumeRolePolicyDocument = trusting;
  const { view } = await planned({}, fakeConsole({ world }));
  expect(view.gains.map(({ who, today, after }) => [who.name, today, after])).toEqual([
    ['ci-deploy', 'denied', 'works'],
    ['admin', 'denied', 'works'],
  ]);
  expect(view.gains[1]?.how).toBe('by taking ci-deploy, then x-app-logs-reader');
  expect(view.gainsUnknown).toEqual([]);
});

/** Tooling, where roles let in those whom these name. */
function toolingTrusting(trusts: Record<string, string>) {
  const world = readings();
  for (const role of world[TOOLING]?.RoleDetailList ?? []) {
    const AWS = trusts[role.RoleName];
    const Statement = [{ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }];
    if (AWS) role.AssumeRolePolicyDocument = { Version: '2012-10-17', Statement };
  }
  return fakeConsole({ world });
}

it('4.3: names whoever becomes the caller of a bucket, over any number of roles', async () => {
  const world = toolingTrusting({
    'ci-deploy': `arn:aws:iam::${TOOLING}:role/admin`,
    admin: `arn:aws:iam::${TOOLING}:user/lee`,
  });
  const { view } = await planned({ recipe: 'bucket-policy' }, world);
  expect(view.gains.map(({ who, how, after }) => [who.name, how, after])).toEqual([
    ['ci-deploy', 'as itself, without another role', 'works'],
    ['admin', 'by taking ci-deploy', 'works'],
    ['lee', 'by taking admin, then ci-deploy', 'works'],
  ]);
  expect(view.gainsUnknown).toEqual([]);
});

it('4.3: says what it does not know of who gains', async () => {
  const world = toolingTrusting({ 'ci-deploy': '999988887777' });
  const { view } = await planned({ recipe: 'bucket-policy' }, world);
  expect(view.gains.map(({ who }) => who.name)).toEqual(['ci-deploy']);
  expect(view.gainsUnknown).toEqual([
    'ci-deploy trusts account 9999 8888 7777, which was not read here: who can act from there is not known.',
  ]);
});

it('says so when the bucket policy lets the caller in already', async () => {
  const world = readings();
  const principal = { AWS: `arn:aws:iam::${TOOLING}:role/admin` };
  world[DATA]?.Buckets?.splice(0, 1, {
    Name: 'app-logs',
    Region: 'eu-west-1',
    Policy: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: principal,
          Action: 's3:*',
          Resource: ['arn:aws:s3:::app-logs', 'arn:aws:s3:::app-logs/*'],
        },
      ],
    },
  });
  const admin = world[TOOLING]?.RoleDetailList.find(
    ({ RoleName }) => RoleName === 'admin',
  );
  admin?.RolePolicyList?.push({
    PolicyName: 's3',
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
    },
  });
  const { view } = await planned({ who: principal.AWS }, fakeConsole({ world }));
  expect(view.before.deck).toBe('works');
  expect(view.warnings.join(' ')).toContain('already, without a role');
});

it('is good for 15 minutes', async () => {
  const { world, view } = await planned();
  expect(view.isExpired).toBe(false);
  world.deps.clock.at += 15 * 60_000;
  expect(await getPlan(world.deps, world.actor, view.id)).toMatchObject({
    value: { isExpired: true },
  });
});

it('keeps the same hash for the same live state, and another for another', async () => {
  const first = await planned();
  const second = await planned();
  const third = await planned({ access: 'write' });
  expect(second.view.hash).toBe(first.view.hash);
  expect(third.view.hash).not.toBe(first.view.hash);
});

it('refuses a role of that name that came after the reading', async () => {
  const world = fakeConsole();
  world.deps.aws.roles.set(`${DATA} x-app-logs-reader`, { trust: '{}', tags: {} });
  expect(await world.plan()).toMatchObject({
    ok: false,
    error: { kind: 'conflict', message: expect.stringContaining('exists already') },
  });
});

const ASSUME = 'AllowAssume-x-app-logs-reader';
const notOurs = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Sid: 'AssumeXAppLogsReader', Effect: 'Deny', Action: 's3:*', Resource: '*' },
  ],
});

it.each([
  ['cannot be read', 'not json', 'cannot be read as a policy. Repair it first.'],
  [
    'holds our Sid on a statement of somebody else',
    notOurs,
    'has the Sid AssumeXAppLogsReader on a statement that is not ours. Give that statement another Sid first.',
  ],
])('refuses to write over a policy that %s, and says so', async (_what, text, words) => {
  const world = fakeConsole();
  world.deps.aws.policies.set(`${TOOLING} role ci-deploy ${ASSUME}`, text);
  expect(await world.plan()).toEqual({
    ok: false,
    error: { kind: 'conflict', message: `Policy ${ASSUME} of role ci-deploy ${words}` },
  });
});

it('names the fields that are not right yet', async () => {
  expect(await fakeConsole().plan({ who: '', bucket: 'App' })).toMatchObject({
    ok: false,
    error: {
      kind: 'invalid_input',
      fields: {
        who: 'This is still needed.',
        bucket: expect.stringContaining('capital'),
      },
    },
  });
});

it('refuses a trust policy that is longer than AWS takes', async () => {
  const world = readings();
  const names = Array.from(
    { length: 60 },
    (_, index) => `member-of-a-large-team-${index}`,
  );
  for (const UserName of names)
    world[TOOLING]?.UserDetailList.push({
      Path: '/',
      UserName,
      UserId: `AIDA${UserName}`,
      Arn: `arn:aws:iam::${TOOLING}:user/${UserName}`,
      GroupList: ['ops'],
    });
  const plan = await fakeConsole({ world }).plan({
    who: `arn:aws:iam::${TOOLING}:group/ops`,
  });
  expect(plan).toMatchObject({
    ok: false,
    error: { message: expect.stringContaining('AWS takes 2,048') },
  });
});

it('does not find the draft of another person', async () => {
  const { deps, actor, plan } = fakeConsole();
  await plan();
  const [draftId = ''] = deps.drafts.rows.keys();
  const other = { ...actor, userId: 'u2' as typeof actor.userId };
  expect(await createPlan(deps, other, { draftId })).toMatchObject({
    ok: false,
    error: { kind: 'not_found' },
  });
});
