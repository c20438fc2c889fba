import { describe, expect, it } from 'vitest';
import { planSource } from './export/plan-source';
import { fakeConsole } from './fakes/console';
import { textOf } from './fakes/exported';
import { account, CI, DATA, readings, TOOLING } from './fakes/inventory';
import { plannedConsole } from './fakes/planned';
import { previewOf } from './fakes/preview-of';
import { getPlan } from './get-plan';
import { handshakeView } from './handshake/handshake-view';
import type { DraftFields } from './schema';

const ANNA = `arn:aws:iam::${TOOLING}:user/anna`;
const ADMIN = 'arn:aws:iam::aws:policy/AdministratorAccess';
const READ = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const OPS = `arn:aws:iam::${DATA}:policy/ops`;
const ROLE = 'x-ops';

const GOOD = {
  recipe: 'people',
  who: ANNA,
  trustingAccount: DATA,
  managedPolicies: 'ops',
  roleName: ROLE,
} as const;

const policy = (Arn: string, Action: string | string[]) => ({
  PolicyName: Arn.slice(Arn.lastIndexOf('/') + 1),
  Arn,
  DefaultVersionId: 'v1',
  PolicyVersionList: [
    {
      VersionId: 'v1',
      IsDefaultVersion: true,
      Document: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
      },
    },
  ],
});

function withPolicies() {
  const world = readings();
  world[DATA]?.Policies.push(policy(OPS, ['ec2:DescribeInstances', 'ec2:Start*']));
  world[DATA]?.Policies.push(policy(`arn:aws:iam::${DATA}:policy/all`, '*'));
  world[DATA]?.Policies.push(policy(`arn:aws:iam::${DATA}:policy/narrow`, 's3:Get*'));
  world[DATA]?.Policies.push(
    policy(`arn:aws:iam::${DATA}:policy/versions`, 'iam:CreatePolicyVersion'),
  );
  world[DATA]?.Policies.push(policy(ADMIN, '*'));
  world[TOOLING]?.Policies.push(policy(`arn:aws:iam::${TOOLING}:policy/theirs`, 's3:*'));
  return fakeConsole({ world });
}

const see = (fields: Partial<DraftFields> = {}) =>
  previewOf({ ...GOOD, ...fields }, withPolicies());

it('lets people become a role that has managed policies, by the engine’s verdict', async () => {
  const view = await see();
  expect(view.fieldErrors).toEqual({});
  expect(view.bridge).toMatchObject({
    deck: 'works',
    sentence: 'anna in Tooling can do in Data what ops says.',
  });
  // The action has the letters of the policy.
  expect(view.bridge.locks.at(-1)?.sentence).toContain('ec2:DescribeInstances');
  const named = await see({ managedPolicies: `${OPS}\nReadOnlyAccess` });
  expect(named.bridge.sentence).toContain('what ops and ReadOnlyAccess say');
  // Nobody has read what the second one allows.
  expect(named.bridge.deck).toBe('untested');
});

it('1.2: hangs on MFA where it is asked for, and counts who of the account could come', async () => {
  const view = await see({ requireMfa: true });
  expect(view.bridge.deck).toBe('conditional');
  expect(view.bridge.sentence).toContain('if MFA is present');
  const group = await see({ who: `arn:aws:iam::${TOOLING}:group/ops` });
  expect(group.whoCount).toBe('2 members: anna, lee');
  const everyone = await see({ trustScope: 'account' });
  expect(everyone.whoCount).toContain('in Tooling whose own policies allow it');
  expect(everyone.fieldWarnings.trustScope).toContain('not anna alone');
});

it('1.3: offers the account’s own policies, those of AWS in use, and those people know', async () => {
  const { choices } = await see();
  const arns = choices?.policies?.map(({ arn }) => arn) ?? [];
  expect(arns[0]).toBe(OPS);
  expect(arns).toContain(READ);
  expect(arns.filter((arn) => arn === ADMIN)).toHaveLength(1);
  expect(arns).not.toContain(`arn:aws:iam::${TOOLING}:policy/theirs`);
  const none = await see({ trustingAccount: '' });
  expect(none.choices?.policies).toEqual([]);
});

it.each([
  ['a name nobody knows', 'nonsense', 'No policy called nonsense'],
  ['one of another account', `arn:aws:iam::${TOOLING}:policy/theirs`, 'another account'],
  ['one that is not there', `arn:aws:iam::${DATA}:policy/gone`, 'does not exist in Data'],
  ['another partition', 'arn:aws-cn:iam::aws:policy/ReadOnlyAccess', 'aws-cn'],
  ['a role', CI, 'not the ARN of a managed policy'],
  [
    'one that AWS keeps for its services',
    'arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy',
    'for its own services',
  ],
  [
    'eleven of them',
    Array.from({ length: 11 }, (_, index) => `${READ}${index}`).join('\n'),
    'at most 10',
  ],
])('says at the field why a policy cannot be %s', async (_, managedPolicies, word) => {
  const view = await see({ managedPolicies });
  expect(view.fieldErrors.managedPolicies).toContain(word);
});

it('says that it does not know what a policy allows that no account has', async () => {
  const view = await see({ managedPolicies: READ });
  expect(view.fieldWarnings.managedPolicies).toContain('what it allows is not known');
  expect(view.bridge.deck).toBe('untested');
});

it('asks for policies or JSON, and takes either', async () => {
  expect((await see({ managedPolicies: '' })).missing).toEqual(['managedPolicies']);
  const customPolicy =
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ec2:DescribeInstances","Resource":"*"}]}';
  const view = await see({ managedPolicies: '', customPolicy });
  expect(view.missing).toEqual([]);
  expect(view.bridge.sentence).toBe(
    `anna in Tooling can do in Data what the policy of ${ROLE} says.`,
  );
});

it('cuts the role down by a boundary, and says so in the verdict', async () => {
  const cut = await see({ boundary: 'narrow' });
  expect(cut.bridge.deck).toBe('denied');
  expect((await see({ boundary: OPS })).bridge.deck).toBe('works');
  const theirs = await see({ boundary: `arn:aws:iam::${TOOLING}:policy/theirs` });
  expect(theirs.fieldErrors.boundary).toContain('another account');
  const idle = await see({ boundary: 'all' });
  expect(idle.fieldWarnings.boundary).toContain('cuts nothing off');
  const unread = await see({ managedPolicies: `ops ${READ}`, boundary: 'narrow' });
  expect(unread.bridge.deck).toBe('denied');
  const few = await see({ boundary: 'versions' });
  expect(few.fieldWarnings.boundary).toBeUndefined();
});

const json = (Action: string) => ({
  managedPolicies: '',
  customPolicy: JSON.stringify({
    Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
  }),
});

const MEANT = {
  requireEnd: true,
  endsAt: '2026-12-31T23:00:00Z',
  confirmedName: ROLE,
} as const;

it.each([
  ['AdministratorAccess', { managedPolicies: ADMIN }],
  ['a policy that allows everything', { managedPolicies: 'all' }],
  ['all of IAM', { managedPolicies: 'IAMFullAccess' }],
  ['JSON that allows everything', json('*')],
  ['JSON that leads to everything', json('iam:Attach*')],
  ['JSON that opens every role', json('iam:UpdateAssumeRolePolicy')],
  ['a policy that leads to everything', { managedPolicies: 'versions' }],
])('4.4: asks of %s for an end, and for the role’s name once more', async (_, fields) => {
  const bare = await see(fields);
  const said = Object.values(bare.fieldWarnings).join(' ');
  expect(said).toContain('makes administrators');
  expect(bare.fieldErrors.requireEnd).toContain('has an end');
  expect(bare.missing).toContain('confirmedName');
  const wrong = await see({ ...fields, ...MEANT, confirmedName: 'x-op' });
  expect(wrong.fieldErrors.confirmedName).toContain(ROLE);
  const meant = await see({ ...fields, ...MEANT });
  expect(meant.fieldErrors).toEqual({});
  expect(meant.missing).toEqual([]);
});

async function planned(fields: Partial<DraftFields> = {}) {
  const world = withPolicies();
  const plan = await world.plan({ ...GOOD, bucket: '', ...fields });
  if (!plan.ok) throw new Error(JSON.stringify(plan.error));
  const view = await getPlan(world.deps, world.actor, plan.value.planId);
  if (!view.ok) throw new Error(view.error.kind);
  const stored = await world.deps.plans.find(world.actor.workspaceId, plan.value.planId);
  return {
    world,
    planId: plan.value.planId,
    view: view.value,
    steps: stored?.steps ?? [],
  };
}

it('attaches policies before the trust opens, with the boundary from the start', async () => {
  const { view, steps } = await planned({
    managedPolicies: `ops ${READ}`,
    boundary: OPS,
  });
  expect(view.steps.map(({ operation, title }) => `${operation} ${title}`)).toEqual([
    'CreateRole Role x-ops, open to nobody yet',
    'AttachRolePolicy ops on x-ops',
    'AttachRolePolicy ReadOnlyAccess on x-ops',
    'PutUserPolicy AllowAssume-x-ops on user anna',
    'UpdateAssumeRolePolicy Trust policy of x-ops',
  ]);
  expect(steps[0]?.write).toMatchObject({ kind: 'create-role', boundaryArn: OPS });
  expect(view.reviewOn.slice(0, 10)).toBe('2027-02-22');
});

it('4.4, 4.7: is reviewed in 30 days where it makes administrators, and warns on the plan', async () => {
  const { view } = await planned({ managedPolicies: ADMIN, ...MEANT });
  expect(view.reviewOn.slice(0, 10)).toBe('2026-12-24');
  expect(view.warnings.join(' ')).toContain('makes administrators');
});

it('asks twice when people get a role in their own account', async () => {
  const view = await see({ trustingAccount: TOOLING, managedPolicies: READ });
  expect(view.fieldWarnings.trustingAccount).toContain('anna is in Tooling already');
});

it.each([
  ['cloudformation', `"PermissionsBoundary": "${OPS}"`],
  ['terraform', `"permissions_boundary": "${OPS}"`],
  ['bash', `"PermissionsBoundary": "${OPS}"`],
] as const)(
  'keeps boundary and attachments in an export as %s',
  async (format, boundary) => {
    const { world, planId } = await planned({ boundary: OPS });
    const { deps, actor } = world;
    const text = await textOf({ deps, actor, planId }, format, DATA);
    expect(text).toContain(boundary);
    expect(text.split(OPS).length).toBeGreaterThan(2);
  },
);

describe('where one of the accounts has no connection', () => {
  const withoutWayTo = (...ids: string[]) => {
    const world = readings();
    world[DATA]?.Policies.push(policy(OPS, 'ec2:DescribeInstances'));
    const accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')].map((one) =>
      ids.includes(one.id) ? { ...one, connection: null } : one,
    );
    return fakeConsole({ world, accounts });
  };

  it('has the owner make the role, and says what that was planned from', async () => {
    const view = await previewOf(GOOD, withoutWayTo(DATA));
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings.trustingAccount).toContain('its owner runs that half');
    expect(view.choices?.accounts.map(({ id }) => id)).toEqual([TOOLING, DATA]);
    expect(view.bridge.deck).toBe('works');
  });

  it.each([
    [DATA, ['Role x-ops, open to nobody yet', 'ops on x-ops', 'Trust policy of x-ops']],
    [TOOLING, ['AllowAssume-x-ops on user anna']],
  ])(
    'writes the half of the other, and waits for the owner of %s',
    async (id, theirs) => {
      const plan = await plannedConsole(withoutWayTo(id), GOOD);
      await plan.apply();
      const { state, steps } = plan.stored();
      expect(state).toBe('waiting');
      const waiting = steps.filter((step) => step.state === 'waiting');
      expect(waiting.map(({ title }) => title)).toEqual(theirs);
      expect(steps).toHaveLength(4);
      const source = planSource(
        plan.stored(),
        await plan.deps.accounts.list(plan.actor.workspaceId),
        null,
      );
      const link = { accountId: id, expiresAt: new Date('2026-12-01T00:00:00Z') };
      const half = handshakeView(plan.stored(), source, link);
      expect(half?.creates.map(({ title }) => title)).toEqual(theirs);
      expect(half?.files.map(({ format }) => format)).toContain('bash');
    },
  );

  it('asks for one connection at least', async () => {
    const { fieldErrors } = await previewOf(GOOD, withoutWayTo(DATA, TOOLING));
    expect(fieldErrors.who).toContain('neither has the other account');
    expect(fieldErrors.trustingAccount).toContain('neither has the other account');
  });

  it.each([
    ['that nobody has read', DATA],
    ['that is not among ours', '123412341234'],
  ])('has the owner make the role in an account %s', async (_, id) => {
    const world = readings();
    delete world[DATA];
    const accounts = [
      account(TOOLING, 'Tooling'),
      { ...account(DATA, 'Data'), connection: null },
    ];
    const console = fakeConsole({ world, accounts });
    const theirs = `arn:aws:iam::${id}:policy/theirs`;
    const fields = {
      ...GOOD,
      trustingAccount: id,
      managedPolicies: theirs,
      boundary: theirs,
    };
    const view = await previewOf(fields, console);
    expect(view.fieldErrors).toEqual({});
    expect(view.fieldWarnings).toMatchObject({
      trustingAccount: expect.stringContaining('is not known'),
      managedPolicies: expect.stringContaining('nor whether it exists'),
      boundary: expect.stringContaining('nor whether it exists'),
    });
    expect(view.bridge.deck).not.toBe('works');
    const plan = await plannedConsole(console, fields);
    await plan.apply();
    const { state, body, steps } = plan.stored();
    expect({ state, byOwner: body.byOwner }).toEqual({ state: 'waiting', byOwner: [id] });
    const waiting = steps.filter((step) => step.state === 'waiting');
    expect(waiting.map(({ accountId }) => accountId)).toEqual([id, id, id]);
    expect(steps).toHaveLength(4);
  });
});
