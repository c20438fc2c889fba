import { expect, it } from 'vitest';
import { followDraft } from './blank/follow-draft';
import { changed, planChange, standing } from './fakes/changed';
import { fakeConsole } from './fakes/console';
import { textOf } from './fakes/exported';
import { CI, DATA, readings, TOOLING } from './fakes/inventory';
import { plannedConsole, ROLE } from './fakes/planned';
import { GOOD, previewOf } from './fakes/preview-of';
import { DraftFields } from './schema';

const NAME = `AllowAssume-${ROLE}`;
const ARN = `arn:aws:iam::${TOOLING}:policy/drawbridge-managed/${NAME}`;
const POLICY = `${TOOLING} managed-policy ${ARN}`;
const HELD = `${TOOLING} principal-attachment role ci-deploy ${ARN}`;
const MANAGED = { assumeAs: 'managed' } as const;
const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;

const MAY =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';

const titles = ({ stored }: { stored: () => { steps: { title: string }[] } }) =>
  stored().steps.map(({ title }) => title);

it('makes a managed policy, attaches it before the trust opens, and takes both away', async () => {
  const world = await plannedConsole(fakeConsole(), MANAGED);
  const before = world.atAws();
  expect(titles(world).slice(-3)).toEqual([
    `Policy ${NAME}`,
    `${NAME} on role ci-deploy`,
    `Trust policy of ${ROLE}`,
  ]);
  await world.apply();
  const { others, policies } = world.deps.aws;
  expect(others.get(POLICY)?.document).toContain(`role/drawbridge-managed/${ROLE}`);
  expect(others.has(HELD)).toBe(true);
  expect([...policies.keys()].join()).not.toContain('AllowAssume');
  await world.undo();
  expect(world.atAws()).toBe(before);
});

it('lets the engine see the policy where it is attached, and where it is too many', async () => {
  const view = await previewOf({ ...GOOD, ...MANAGED });
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge.deck).toBe('works');
  expect(view.documents.map(({ title }) => title)).toContain(`Text of policy ${NAME}`);
  const full = readings();
  const role = full[TOOLING]?.RoleDetailList.find(({ Arn }) => Arn === CI);
  if (!role) throw new Error('no role');
  role.AttachedManagedPolicies = Array.from({ length: 10 }, (_, index) => ({
    PolicyArn: `arn:aws:iam::${TOOLING}:policy/p${index}`,
    PolicyName: `p${index}`,
  }));
  const crowded = await previewOf({ ...GOOD, ...MANAGED }, fakeConsole({ world: full }));
  expect(crowded.fieldErrors.assumeAs).toMatch(
    /has 10 managed policies on role ci-deploy and may have 10/,
  );
});

it('offers it where an inline policy would be too long', async () => {
  const full = readings();
  const anna = full[TOOLING]?.UserDetailList.find(({ Arn }) => Arn === ANNA);
  if (!anna) throw new Error('no user');
  const Resource = Array.from(
    { length: 60 },
    (_, i) => `arn:aws:s3:::bucket-number-${i}`,
  );
  const document = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Action: 's3:*', Resource },
  };
  anna.UserPolicyList = [{ PolicyName: 'long', PolicyDocument: document }];
  const world = fakeConsole({ world: full });
  const fields = { ...GOOD, who: ANNA };
  expect((await previewOf(fields, world)).fieldErrors.who).toContain(
    'let them ask by a managed policy',
  );
  expect((await previewOf({ ...fields, ...MANAGED }, world)).fieldErrors).toEqual({});
});

it.each([
  ['a/b', 'without a path'],
  ['x'.repeat(129), '128'],
])('refuses %s as its name', async (assumePolicyName, words) => {
  const view = await previewOf({ ...GOOD, ...MANAGED, assumePolicyName });
  expect(view.fieldErrors.assumePolicyName).toContain(words);
});

it('writes a new version where the guards change, and goes to another by a change', async () => {
  const console = fakeConsole();
  const first = await standing(console, MANAGED);
  const before = first.atAws();
  const tags = { requireSourceIdentity: true, sourceIdentities: 'db-*' };
  const next = await changed(console, first.planId, tags);
  expect(titles(next)).toContain(`Text of policy ${NAME}`);
  expect(titles(next)).not.toContain(`Policy ${NAME}`);
  await next.apply();
  expect(console.deps.aws.others.get(POLICY)?.document).toContain(
    'sts:SetSourceIdentity',
  );
  await next.undo();
  expect(next.atAws()).toBe(before);
  const other = await changed(console, first.planId, { who: ANNA });
  expect(titles(other)).toEqual([
    `${NAME} on user anna`,
    `Trust policy of ${ROLE}`,
    `${NAME} on role ci-deploy, taken away`,
  ]);
});

it('becomes an inline policy again, and says that the managed one stays', async () => {
  const console = fakeConsole();
  const first = await standing(console, MANAGED);
  const next = await changed(console, first.planId, { assumeAs: 'inline' });
  await next.apply();
  expect(console.deps.aws.others.has(HELD)).toBe(false);
  expect(next.view.warnings.join()).toContain(`Policy ${NAME} stays`);
  expect(await planChange(console, next.planId, {})).toMatchObject({
    error: { kind: 'already_so' },
  });
});

it('neither takes nor deletes a policy that is somebody else’s by now', async () => {
  const theirs = fakeConsole();
  theirs.deps.aws.others.set(POLICY, { document: '{}', tags: {} });
  expect(await theirs.plan(MANAGED)).toMatchObject({
    error: { message: expect.stringContaining('Take another name for the policy') },
  });
  const world = await plannedConsole(fakeConsole(), MANAGED);
  await world.apply();
  const made = world.deps.aws.others.get(POLICY);
  if (made) made.document = '{"Version":"2012-10-17","Statement":[]}';
  await world.undo();
  expect(world.stored().state).toBe('undo-stopped');
  expect(world.deps.aws.others.has(POLICY)).toBe(true);
});

it.each([
  ['cloudformation', TOOLING, '"Roles": [\n          "ci-deploy"\n        ]'],
  ['terraform', undefined, 'aws_iam_role_policy_attachment'],
  ['bash', TOOLING, 'attach-role-policy --role-name=ci-deploy'],
  ['powershell', TOOLING, 'attach-role-policy'],
  ['json', undefined, '"iam:AttachRolePolicy"'],
] as const)('is exported as %s', async (format, account, words) => {
  const world = await plannedConsole(fakeConsole(), MANAGED);
  expect(await textOf(world, format, account)).toContain(words);
});

it('is one policy for all whom a trust written by hand names, with the text as written', async () => {
  const begun = [
    { recipe: 'blank' },
    { principals: `${ANNA}\n${CI}`, trustingAccount: DATA, customPolicy: MAY },
    { roleName: ROLE, ...MANAGED },
  ] as const;
  const fields = DraftFields.parse({});
  for (const change of begun) Object.assign(fields, followDraft(fields, change));
  const world = await plannedConsole(fakeConsole(), fields);
  const before = world.atAws();
  expect(titles(world).slice(-4)).toEqual([
    `Policy ${NAME}`,
    `${NAME} on user anna`,
    `${NAME} on role ci-deploy`,
    `Trust policy of ${ROLE}`,
  ]);
  await world.apply();
  const { others, policies } = world.deps.aws;
  expect(others.get(POLICY)?.document).toBe(fields.assumeJson);
  expect(others.has(HELD)).toBe(true);
  expect([...policies.keys()].join()).not.toContain('AllowAssume');
  expect((await previewOf(fields)).bridge.deck).toBe('works');
  expect((await previewOf({ ...fields, assumePolicyName: 'a/b' })).fieldErrors).toEqual({
    assumePolicyName: 'Give the name alone, without a path.',
  });
  await world.undo();
  expect(world.atAws()).toBe(before);
});
