import { expect, it } from 'vitest';
import { fakeConsole } from '../fakes/console';
import { DATA, TOOLING } from '../fakes/inventory';
import { withPlan } from '../fakes/planned';
import type { DraftFields } from '../schema';

const PLACE = `${DATA} bucket-policy app-logs eu-west-1`;
const ROLE = 'x-app-logs-user';

type Console = ReturnType<typeof fakeConsole>;

const ask = (console: Console, fields: Partial<DraftFields>) =>
  console.plan({
    recipe: 'workload-bucket',
    who: '',
    workload: 'lambda',
    trustedAccount: TOOLING,
    roleName: ROLE,
    ...fields,
  });

async function applied(console: Console, fields: Partial<DraftFields>) {
  const plan = await ask(console, fields);
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const world = withPlan(console, plan.value.planId);
  await world.apply();
  return world;
}

const textOf = ({ deps }: Console) => deps.aws.others.get(PLACE)?.document ?? '';

const allOf = (console: Console, member: string) =>
  JSON.parse(textOf(console)).Statement.map(
    (one: Record<string, unknown>) => one[member],
  );

it.each([
  ['read', ['s3:GetBucketLocation', 's3:ListBucket', 's3:GetObject']],
  ['write', ['s3:PutObject']],
] as const)(
  'takes the rest out of the bucket’s policy when both is narrowed to %s',
  async (access, actions) => {
    const console = fakeConsole();
    await applied(console, { access: 'both' });
    const wide = textOf(console);
    const world = await applied(console, { access });
    expect(allOf(console, 'Action')).toEqual(actions);
    // In the role's own policy and in the bucket's.
    expect(world.stored().view).toMatchObject({ removed: 2 * (4 - actions.length) });
    await world.undo();
    expect(textOf(console)).toBe(wide);
  },
);

it('1.3: takes the right to delete out again where all is narrowed to both', async () => {
  const console = fakeConsole();
  await applied(console, { access: 'all' });
  expect(allOf(console, 'Action')).toContain('s3:DeleteObject');
  await applied(console, { access: 'both' });
  expect(allOf(console, 'Action')).toEqual([
    's3:GetBucketLocation',
    's3:ListBucket',
    's3:GetObject',
    's3:PutObject',
  ]);
});

it('does not narrow over a statement that has its Sid and is not its own', async () => {
  const console = fakeConsole();
  const document = `{"Version":"2012-10-17","Statement":[{"Sid":"XAppLogsUserOf${TOOLING}WriteObjects","Effect":"Deny","Principal":"*","Action":"s3:PutObject","Resource":"*"}]}`;
  console.deps.aws.others.set(PLACE, { document, tags: {} });
  expect(await ask(console, { access: 'read' })).toMatchObject({
    error: { message: expect.stringContaining('on a statement that is not ours') },
  });
});

it.each([
  ['data-1', 'data1'],
  ['x-app', 'x.app'],
])('keeps %s in the bucket’s policy when %s gets in too', async (first, second) => {
  const console = fakeConsole();
  await applied(console, { roleName: first });
  await applied(console, { roleName: second });
  const sids: string[] = allOf(console, 'Sid');
  expect(new Set(sids).size).toBe(6);
  for (const name of [first, second])
    expect(textOf(console)).toContain(`role/drawbridge-managed/${name}"`);
  expect(sids.every((sid) => /^[A-Za-z0-9]+$/.test(sid))).toBe(true);
});
