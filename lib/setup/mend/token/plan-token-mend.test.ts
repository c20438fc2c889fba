import { expect, it } from 'vitest';
import { describeError } from '@/lib/core/errors';
import { planSource } from '../../export/plan-source';
import { fakeConsole } from '../../fakes/console';
import { account, DATA, readings, TOOLING } from '../../fakes/inventory';
import { withPlan } from '../../fakes/planned';
import { fakeSnapshots } from '../../fakes/stores';
import { handshakeView } from '../../handshake/handshake-view';
import type { PlanFixture } from '../../plan/plan-fixture';
import { statementsIn } from '../../plan/statements-in';
import type { KeylessCaller } from '../../recipes/keyless-request';
import { watchNow } from '../../watch-job';
import { watchPlan } from '../../watch-plan';
import { PlanMendInput, planMend } from '../plan-mend';

const HOST = 'token.actions.githubusercontent.com';
const PROVIDER = `arn:aws:iam::${DATA}:oidc-provider/${HOST}`;
const ROLE = `arn:aws:iam::${DATA}:role/Data-Reader`;
const AUD = 'sts.amazonaws.com';
const MAIN = 'repo:acme/shop:ref:refs/heads/main';
const DEV = 'repo:acme/shop:ref:refs/heads/dev';
const ROLE_PLACE = `${DATA} Data-Reader`;
const PROVIDER_PLACE = `${DATA} oidc-provider ${PROVIDER}`;

const trustOf = (sub: string, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: sub } },
    },
    ...('Effect' in more ? [more] : []),
  ],
});

const textOf = (document: object) => JSON.stringify(document, null, 3);

/** A role for one branch, read and standing at AWS, with its provider. */
function consoleByToken(
  accounts = [account(TOOLING, 'Tooling'), account(DATA, 'Data')],
  others: object[] = [],
) {
  const world = readings();
  const [role] = world[DATA]?.RoleDetailList ?? [];
  if (role) role.AssumeRolePolicyDocument = trustOf(MAIN) as never;
  if (role && others.length > 0) {
    const trust = { Version: '2012-10-17', Statement: others };
    const Arn = ROLE.replace('Data-Reader', 'Other');
    const other = { RoleName: 'Other', RoleId: 'AROAOther', Arn };
    world[DATA]?.RoleDetailList.push({
      ...role,
      ...other,
      AssumeRolePolicyDocument: trust as never,
    });
  }
  const provider = { Arn: PROVIDER, Url: HOST, ClientIDList: [AUD] };
  if (world[DATA]) world[DATA].OpenIDConnectProviders = [provider];
  const console = fakeConsole({ world, accounts });
  console.deps.aws.roles.set(ROLE_PLACE, { trust: textOf(trustOf(MAIN)), tags: {} });
  setAudiences(console, [AUD]);
  return console;
}

type Console = ReturnType<typeof consoleByToken>;

const setAudiences = ({ deps }: Console, ClientIDList: string[]) =>
  deps.aws.others.set(PROVIDER_PLACE, {
    document: JSON.stringify({ Url: HOST, ClientIDList }),
    tags: {},
  });

const asked = (sub = DEV, aud = AUD) => ({
  role: ROLE,
  provider: PROVIDER,
  claims: { sub: [sub], aud: [aud] },
});

const plan = ({ deps, actor }: Console, input = asked()) => planMend(deps, actor, input);

async function refusalOf(console: Console, input = asked()): Promise<string> {
  const made = await plan(console, input);
  return made.ok ? '' : describeError(made.error);
}

async function planned(console: Console, input = asked()) {
  const made = await plan(console, input);
  if (!made.ok) throw new Error(JSON.stringify(made.error));
  return withPlan(console, made.value.planId);
}

it('writes one statement, for the subject of the token alone, beside what stands', async () => {
  const console = consoleByToken();
  const made = await planned(console);
  const { steps, body } = made.stored();
  expect(steps.map(({ operation }) => operation)).toEqual(['UpdateAssumeRolePolicy']);
  expect(statementsIn(steps[0]?.after ?? null)).toEqual([
    ...trustOf(MAIN).Statement,
    {
      Sid: expect.stringMatching(/^Token[0-9a-f]{16}MayAssume$/),
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { [`${HOST}:aud`]: AUD, [`${HOST}:sub`]: DEV } },
    },
  ]);
  expect(body).toMatchObject({ mends: true, mendsToken: true, whoArn: PROVIDER });

  const before = made.atAws();
  await made.apply();
  await made.undo();
  expect(made.atAws()).toBe(before);
});

it('makes the provider as well where the account has none any more', async () => {
  const console = consoleByToken();
  console.deps.aws.others.delete(PROVIDER_PLACE);
  const { steps } = (await planned(console)).stored();
  expect(steps.map(({ operation }) => operation)).toEqual([
    'CreateOpenIDConnectProvider',
    'UpdateAssumeRolePolicy',
  ]);
});

/** Another role of the account, which trusts the provider that is gone. */
function withoutProvider(statement: object, own = trustOf(MAIN)) {
  const console = consoleByToken(undefined, [statement]);
  console.deps.aws.others.delete(PROVIDER_PLACE);
  console.deps.aws.roles.set(ROLE_PLACE, { trust: textOf(own), tags: {} });
  return console;
}

const byToken = (Condition: object) => ({ ...trustOf(MAIN).Statement[0], Condition });
const sub = `${HOST}:sub`;

it.each([
  [{ StringEquals: { [`${HOST}:aud`]: AUD } }, 'without a condition on'],
  [{ StringLike: { [sub]: 'repo:acme/*' } }, 'every subject that fits repo:acme/*'],
  [{ StringEqualsIfExists: { [sub]: MAIN } }, 'without a condition on'],
  [{ 'ForAllValues:StringEquals': { [sub]: MAIN } }, 'without a condition on'],
  [{ StringNotEquals: { [sub]: MAIN } }, 'without a condition on'],
])(
  'makes no provider that another trust takes anybody of: %j',
  async (condition, why) => {
    const wide = byToken(condition);
    const elsewhere = await refusalOf(withoutProvider(wide));
    expect(elsewhere).toContain(`The trust policy of Other takes`);
    expect(elsewhere).toContain(why);
    expect(elsewhere).toMatch(/Tighten or remove/);
    const here = withoutProvider(byToken({ StringEquals: { [sub]: MAIN } }), {
      ...trustOf(MAIN),
      Statement: [wide],
    } as never);
    expect(await refusalOf(here)).toContain(`The trust policy of Data-Reader takes`);

    const standing = consoleByToken(undefined, [wide]);
    expect(await refusalOf(standing)).toBe('');
  },
);

it('says who gets in again with the provider, and probes them too', async () => {
  const pull = 'repo:acme/shop:pull_request';
  const exact = byToken({ StringEquals: { [sub]: ['repo:acme/web:pull_request'] } });
  const own = trustOf(MAIN, byToken({ StringEquals: { [sub]: pull } }));
  const { view, body } = (await planned(withoutProvider(exact, own))).stored();
  const { gains, gainsUnknown, request } = view as PlanFixture & {
    request: { caller: KeylessCaller };
  };
  expect(gainsUnknown).toEqual([
    `Who can get a token for ${DEV} is for GitHub Actions to say, and is not known here.`,
    expect.stringMatching(/^Other roles of Data are known by its latest reading/),
  ]);
  expect(gains.map(({ who, today, after }) => [who.name, today, after])).toEqual([
    [DEV, expect.anything(), 'works'],
    [MAIN, 'denied', 'works'],
    [pull, 'denied', 'works'],
    ['repo:acme/web:pull_request', 'denied', 'works'],
  ]);
  expect(body.warnings.join()).toContain('repo:acme/web:pull_request to Other');
  expect(request.caller.wrong.map(({ id }) => id)).toContain(
    'assume-from-a-pull-request',
  );
});

it('says why it cannot write the trust of the role', async () => {
  const gone = consoleByToken();
  gone.deps.aws.roles.delete(ROLE_PLACE);
  expect(await refusalOf(gone)).toContain(`The role ${ROLE}`);
});

it('asks the owner of an account that is not written to from here for both steps', async () => {
  const unconnected = { ...account(DATA, 'Data'), connection: null };
  const console = consoleByToken([account(TOOLING, 'Tooling'), unconnected]);
  const made = await planned(console, asked(DEV, 'vault'));
  const { steps, body } = made.stored();
  expect(steps.map(({ operation }) => operation)).toEqual([
    'AddClientIDToOpenIDConnectProvider',
    'UpdateAssumeRolePolicy',
  ]);
  expect(body.byOwner).toEqual([DATA]);
  expect(body.warnings.join()).toContain('its owner runs that half');
  const before = made.atAws();
  await made.apply();
  expect([made.stored().state, made.atAws()]).toEqual(['waiting', before]);

  const waiting = made.stored();
  const accounts = await console.deps.accounts.list(waiting.workspaceId);
  const source = planSource(waiting, accounts, null);
  const link = { accountId: DATA, expiresAt: console.deps.clock.now() };
  const half = handshakeView(waiting, source, link);
  expect(half).toMatchObject({
    state: 'waiting',
    canConfirm: true,
    accountId: DATA,
    statement: expect.stringContaining(`for ${DEV} may take the role Data-Reader`),
  });
  expect(half?.doesNotGive[1]).toContain('its permissions stay as they are');
  const [bash] = half?.files ?? [];
  expect(bash?.text).toContain('add-client-id-to-open-id-connect-provider');
  expect(bash?.text).toContain('update-assume-role-policy');
  expect(half?.files.map(({ format }) => format)).toContain('cloudformation');
});

it('is done once the latest reading shows what the owner was asked for', async () => {
  const unconnected = { ...account(DATA, 'Data'), connection: null };
  const console = consoleByToken([account(TOOLING, 'Tooling'), unconnected]);
  const made = await planned(console);
  await made.apply();
  const { deps } = console;
  const look = async () => {
    const { id: planId, workspaceId } = made.stored();
    const job = watchNow({ workspaceId, planId });
    await watchPlan({ ...deps, enqueue: async () => undefined }, job);
    return made.stored();
  };
  expect((await look()).state).toBe('waiting');

  const read = readings();
  const [role] = read[DATA]?.RoleDetailList ?? [];
  const trust = made.stored().steps[0]?.after ?? '';
  if (role) role.AssumeRolePolicyDocument = JSON.parse(trust);
  deps.snapshots = fakeSnapshots(read, deps.clock.now());
  const { state, steps, proof } = await look();
  expect(state).toBe('applied');
  expect(steps[0]).toMatchObject({ state: 'done', detail: 'Run by its owner.' });
  // Nobody here has the token: that it gets in is not claimed.
  expect(proof?.checks.find(({ id }) => id === 'assume')?.outcome).toBe('not-tested');
});

it('leaves the half alone that an owner of another account has run', async () => {
  const console = consoleByToken();
  const first = await planned(console);
  await first.apply();
  const row = first.stored();
  const other = asked('repo:acme/shop:pull_request');
  console.deps.plans.rows.set(row.id, {
    ...row,
    body: { ...row.body, byOwner: [TOOLING] },
  });
  const { body } = (await planned(console, other)).stored();
  expect(body.byOwner).toBeUndefined();
  expect(body.warnings.join()).toContain('Each can be undone by itself');
  console.deps.plans.rows.set(row.id, { ...row, state: 'applying' });
  expect(await refusalOf(console, other)).toMatch(/is under way, halted or quarantined/);
});

it('writes over nobody’s statement, and against no denial that came meanwhile', async () => {
  const console = consoleByToken();
  const { steps } = (await planned(console)).stored();
  const sid = statementsIn(steps[0]?.after ?? null).at(-1)?.['Sid'];
  const setTrust = (more: object) =>
    console.deps.aws.roles.set(ROLE_PLACE, {
      trust: textOf(trustOf(MAIN, more)),
      tags: {},
    });
  const [theirs] = trustOf('repo:someone/shop:pull_request').Statement;
  setTrust({ ...theirs, Sid: sid });
  expect(await refusalOf(console)).toMatch(/another statement of the name/);
  const [denied] = trustOf(DEV).Statement;
  setTrust({ ...denied, Effect: 'Deny' });
  expect(await refusalOf(console)).toMatch(/^Even with what is missing/);
});

it('adds the audience that the provider does not take, and puts it back', async () => {
  const console = consoleByToken();
  const made = await planned(console, asked(DEV, 'vault'));
  const { steps, body } = made.stored();
  expect(steps.map(({ operation }) => operation)).toEqual([
    'AddClientIDToOpenIDConnectProvider',
    'UpdateAssumeRolePolicy',
  ]);
  expect(body.warnings.join()).toContain('does not take the audience vault yet');
  const before = made.atAws();
  await made.apply();
  expect(made.atAws()).toContain('vault');
  await made.undo();
  expect(made.atAws()).toBe(before);
});

it('plans nothing where the provider does not take the audience any more', async () => {
  const meanwhile = consoleByToken();
  setAudiences(meanwhile, ['vault']);
  expect(await refusalOf(meanwhile)).toContain(`does not take the audience ${AUD}`);
});

it('takes no patterns, and no claims but those of a role and its provider', async () => {
  const console = consoleByToken();
  expect(await refusalOf(console, asked('repo:acme/*'))).toMatch(/pattern/);
  expect(await refusalOf(console, asked('environment:prod'))).toMatch(/whose it is/);
  expect(PlanMendInput.safeParse(asked()).success).toBe(true);
  for (const wrong of [
    { ...asked(), provider: '*' },
    { ...asked(), provider: `arn:aws:iam::${DATA}:oidc-provider/*` },
    { ...asked(), role: 'deploy' },
    { ...asked(), claims: { sub: DEV } },
    { ...asked(), token: 'eyJ' },
    { ...asked(), claims: { sub: ['x'.repeat(2049)] } },
  ])
    expect(PlanMendInput.safeParse(wrong).success).toBe(false);
});
