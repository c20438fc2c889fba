import { expect, it } from 'vitest';
import { changed, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { account, DATA, readings, TOOLING } from './fakes/inventory';
import { withPlan } from './fakes/planned';
import { GOOD, previewOf } from './fakes/preview-of';
import type { PlanFixture } from './plan/plan-fixture';
import type { DraftFields } from './schema';

const ROOT = `arn:aws:iam::${TOOLING}:root`;
const SHARE = GOOD;
const PEOPLE = {
  recipe: 'people',
  trustingAccount: DATA,
  bucket: '',
  customPolicy:
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}',
} as const;
const RECIPES: [string, Partial<DraftFields>][] = [
  ['a share of a bucket', SHARE],
  ['a role for people', PEOPLE],
];
const EVERY = RECIPES.flatMap(([name, fields]) =>
  [TOOLING, ROOT].map((who) => [name, who, { ...fields, who }] as const),
);

it.each(EVERY)('T7: takes an account alone as who of %s: %s', async (_, __, fields) => {
  const view = await previewOf(fields);
  expect(view.fieldErrors).toEqual({});
  expect(view.who).toMatchObject({ kind: 'account', arn: ROOT, name: 'Tooling' });
  // Admin alone may ask for any role.
  expect(view.whoCount).toBe('1 user or role in Tooling whose own policies allow it');
  expect(view.fieldWarnings.who).toContain('for the administrators of Tooling to say');
  expect(view.bridge.sentence).toMatch(/^Anyone in Tooling whose own policies allow it/);
  expect(view.bridge.left).toMatchObject({ title: 'everyone', subtitle: 'Tooling' });
  expect(view.documents[0]?.json).toContain(`"AWS": "${ROOT}"`);
});

it.each(RECIPES)(
  'writes nothing in an account that was named alone, for %s',
  async (_, fields) => {
    const console = fakeConsole();
    const made = await console.plan({ ...fields, who: TOOLING });
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const plan = withPlan(console, made.value.planId);
    const { steps, view } = plan.stored();
    expect(steps.map(({ accountId }) => accountId)).toEqual(steps.map(() => DATA));
    const { gains } = view as PlanFixture;
    expect(gains[0]).toMatchObject({
      who: { kind: 'account', name: 'Tooling' },
      today: 'denied',
      after: 'conditional',
    });
    const before = plan.atAws();
    await plan.apply();
    await plan.undo();
    expect(plan.atAws()).toBe(before);
  },
);

it('takes an account that nobody here knows, and counts nobody of it', async () => {
  const view = await previewOf({ ...GOOD, who: '777788889999' });
  expect(view.fieldErrors).toEqual({});
  expect(view.whoCount).toBeNull();
  expect(view.bridge.sentence).toMatch(/^Anyone in 777788889999/);
});

it('says that nobody gets in yet where no policy of the account lets anybody ask', async () => {
  const world = readings();
  const tooling = world[TOOLING];
  if (!tooling) throw new Error('no Tooling');
  const none = { RolePolicyList: [], AttachedManagedPolicies: [] };
  tooling.RoleDetailList = tooling.RoleDetailList.map((role) => ({ ...role, ...none }));
  tooling.UserDetailList = [];
  const console = fakeConsole({ world });
  const view = await previewOf({ ...GOOD, who: TOOLING }, console);
  expect(view.fieldErrors).toEqual({});
  expect(view.whoCount).toBe('0 users and roles in Tooling whose own policies allow it');
  expect(view.bridge.deck).toBe('denied');

  const made = await console.plan({ ...GOOD, who: TOOLING });
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  const plan = withPlan(console, made.value.planId);
  await plan.apply();
  const { state, proof } = plan.stored();
  expect(state).toBe('applied');
  expect(JSON.stringify(proof)).toContain(
    'Not tested: no policy there lets anybody ask for the role yet.',
  );
});

it('asks for one account that can be written to', async () => {
  const accounts = [
    { ...account(TOOLING, 'Tooling'), connection: null },
    { ...account(DATA, 'Data'), connection: null },
  ];
  const view = await previewOf({ ...GOOD, who: TOOLING }, fakeConsole({ accounts }));
  expect(view.fieldErrors.bucket).toContain('no connection');
});

it('takes the half of somebody away where the account alone is meant from now on', async () => {
  const console = fakeConsole();
  const first = await standing(console, SHARE);
  const before = first.atAws();
  const next = await changed(console, first.planId, { who: TOOLING });
  expect(next.stored().steps.map(({ title }) => title)).toEqual([
    expect.stringMatching(/^Trust policy of /),
    expect.stringMatching(/^AllowAssume-.* on role ci-deploy, taken away$/),
  ]);
  await next.apply();
  expect([...console.deps.aws.policies.keys()].join()).not.toContain('AllowAssume');
  await next.undo();
  expect(next.atAws()).toBe(before);
});
