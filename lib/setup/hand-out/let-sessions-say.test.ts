import { describe, expect, it } from 'vitest';
import { evaluate } from '@/lib/iam/evaluate/evaluate';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { BROKER, consoleWithBroker } from '../fakes/console-with-broker';
import { DATA, readings, TOOLING } from '../fakes/inventory';
import { withPlan } from '../fakes/planned';
import { undoPlan } from '../undo-plan';
import { lackingByToken } from './carry-by-token';
import { letSessionsSay } from './let-sessions-say';

const KEY = `${DATA} Data-Reader`;
const CONSOLE = `arn:aws:iam::${TOOLING}:role/drawbridge/${BROKER}`;
const LET_IN = {
  Sid: 'Theirs',
  Effect: 'Allow',
  Principal: { AWS: CONSOLE },
  Action: 'sts:AssumeRole',
};
const IDENTITY = 'sts:SetSourceIdentity';
const TAGS = 'sts:TagSession';
const IS_OURS = { StringLike: { 'sts:SourceIdentity': 'db-*' } };
const ARE_OURS = {
  'ForAllValues:StringEquals': { 'aws:TagKeys': ['db-request', 'db-ticket'] },
};
const statement = (Action: unknown, Condition: unknown) => ({
  ...LET_IN,
  Sid: 'ConsoleMaySayWhy',
  Action,
  Condition,
});

const HOST = 'bridge.example/oidc/acme';
const identityTokens = { issuerOf: async () => `https://${HOST}` };

/** Data has a role whose trust says this, in a form of its own. */
function world(...Statement: unknown[]) {
  const console = consoleWithBroker();
  const trust = JSON.stringify({ Version: '2012-10-17', Statement }, null, 3);
  console.deps.aws.roles.set(KEY, { trust, tags: {} });
  const role = `arn:aws:iam::${DATA}:role/Data-Reader`;
  return {
    console,
    trust,
    ask: () =>
      letSessionsSay({ ...console.deps, identityTokens }, console.actor, { role }),
    trustNow: () => console.deps.aws.roles.get(KEY)?.trust ?? '',
  };
}

it.each([
  [TAGS, statement(TAGS, ARE_OURS)],
  [IDENTITY, statement([IDENTITY], IS_OURS)],
])(
  'widens our own statement of %s by what it lacks, and takes that back',
  async (_, own) => {
    const { console, trust, ask, trustNow } = world(LET_IN, own);
    const made = await ask();
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    const plan = withPlan(console, made.value.planId);
    expect(plan.stored().steps).toHaveLength(1);
    await plan.apply();
    expect(JSON.parse(trustNow()).Statement).toEqual([
      LET_IN,
      statement([IDENTITY, TAGS], { ...IS_OURS, ...ARE_OURS }),
    ]);
    await plan.undo();
    expect(plan.stored().state).toBe('undone');
    expect(trustNow()).toBe(trust);
  },
);

it('says that it is undone before the plan whose statement it widens', async () => {
  const { console, ask, trustNow } = world(LET_IN, {
    ...LET_IN,
    Sid: 'Id',
    Action: IDENTITY,
  });
  const planned = async () => {
    const made = await ask();
    if (!made.ok) throw new Error(JSON.stringify(made.error));
    return withPlan(console, made.value.planId);
  };
  const first = await planned();
  await first.apply();
  const { Statement, ...rest } = JSON.parse(trustNow());
  const left = Statement.filter(({ Sid }: { Sid: string }) => Sid !== 'Id');
  const trust = JSON.stringify({ ...rest, Statement: left });
  console.deps.aws.roles.set(KEY, { trust, tags: {} });
  const second = await planned();
  expect(second.stored().body.warnings.join()).toContain('undo this one first');
  await second.apply();
  const typedName = 'Data-Reader';
  const { deps, actor } = console;
  expect(await undoPlan(deps, actor, { planId: first.planId, typedName })).toMatchObject({
    error: { message: expect.stringContaining('undo that one first') },
  });
});

it.each([
  [
    'is for somebody else',
    [{ ...statement(TAGS, ARE_OURS), Principal: { AWS: TOOLING } }],
  ],
  ['lets them carry other tags', [statement(TAGS, { Bool: { 'aws:x': 'true' } })]],
  ['stands twice', [statement(IDENTITY, IS_OURS), statement(IDENTITY, IS_OURS)]],
])('leaves alone a statement of that name that %s', async (_, theirs) => {
  const { ask } = world(LET_IN, ...theirs);
  expect(await ask()).toMatchObject({
    error: { message: expect.stringContaining('another statement of the name') },
  });
});

it.each([
  ['our own statement lets them carry all already', [IDENTITY, TAGS]],
  ['no statement of ours could let them', []],
])('plans nothing where the trust denies it, so that %s', async (_, actions) => {
  const own = statement(actions, { ...IS_OURS, ...ARE_OURS });
  const denial = { ...LET_IN, Sid: 'No', Effect: 'Deny', Principal: '*', Action: TAGS };
  const { ask } = world(LET_IN, ...(actions.length > 0 ? [own] : []), denial);
  expect(await ask()).toMatchObject({
    error: { message: expect.stringContaining(`denies this console ${TAGS}, and`) },
  });
});

describe('a role that lets people in by tokens alone', () => {
  const Federated = `arn:aws:iam::${DATA}:oidc-provider/${HOST}`;
  const asked = { [`${HOST}:aud`]: 'sts.amazonaws.com', [`${HOST}:sub`]: 'person:mei' };
  const byToken = {
    Effect: 'Allow',
    Principal: { Federated },
    Action: ['sts:AssumeRoleWithWebIdentity'],
    Condition: { StringEquals: asked, StringLike: { 'aws:SourceIp': '*' } },
  };

  const SAYS = {
    SourceIdentity: 'db-mei',
    Tags: { 'db-request': 'r1' },
    TransitiveTagKeys: ['db-request'],
  };

  it('is told the statement, for the same tokens alone', async () => {
    const { ask } = world(byToken);
    const refused = await ask();
    if (refused.ok || refused.error.kind !== 'conflict')
      throw new Error('It is planned.');
    const [text = ''] = /\{.*\}/.exec(refused.error.message) ?? [];
    expect(JSON.parse(text)).toEqual({
      Sid: 'ConsoleMaySayWhy',
      Effect: 'Allow',
      Principal: { Federated },
      Action: [IDENTITY, TAGS],
      Condition: {
        StringEquals: asked,
        StringLike: { 'sts:SourceIdentity': 'db-*', 'aws:SourceIp': '*' },
        ...ARE_OURS,
      },
    });
  });

  it('lets its sessions say why by that statement, and nobody else in', () => {
    const entering = { ...byToken, Condition: { StringEquals: asked } };
    const said = lackingByToken(Federated, JSON.stringify({ Statement: [entering] }));
    const reasonWith = (sub: string, named: boolean, ...Statement: unknown[]) => {
      const accounts = readings();
      const [role] = accounts[DATA]?.RoleDetailList ?? [];
      if (!role) throw new Error('Data has no role.');
      role.AssumeRolePolicyDocument = { Version: '2012-10-17', Statement } as never;
      const { decision, reason } = evaluate(collectFacts({ accounts }), {
        action: 'sts:AssumeRoleWithWebIdentity',
        principal: { Federated },
        resource: role.Arn,
        context: { ...asked, [`${HOST}:sub`]: sub },
        params: { RoleSessionName: 'db-mei-aaaaaaaa', ...(named && SAYS) },
        unknownKeys: 'assume-unknown',
      });
      return decision === 'deny' ? `denied: ${reason}` : 'in';
    };
    expect(reasonWith('person:mei', false, entering)).toBe('in');
    expect(reasonWith('person:mei', true, entering)).toContain('-denied-trust');
    expect(reasonWith('person:mei', true, entering, said)).toBe('in');
    expect(reasonWith('person:lee', true, entering, said)).toContain('denied: ');
    expect(reasonWith('person:mei', true, said)).toContain('denied: ');
  });

  it('is told what lacks by name where several statements let people in', async () => {
    expect(await world(byToken, byToken).ask()).toMatchObject({
      error: { message: expect.stringContaining('to each statement that names') },
    });
  });

  it('lacks nothing where a statement for its tokens allows both', async () => {
    const carries = { ...byToken, Action: [IDENTITY, 'sts:tagsession'] };
    expect(await world(byToken, carries).ask()).toMatchObject({
      error: { kind: 'already_so' },
    });
  });
});
