import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildIndex } from '../index/estate-index';
import { OPEN } from '../index/judge-taking';
import type { CollectedAccount } from '../world';
import { type ReachedRole, reach } from './reach';
import { type Incomer, reachBack } from './reach-back';

const ACCOUNTS = ['111111111111', '222222222222'];
const NAMES = ['a', 'b', 'c'];
const roleArn = (accountId: string, name: string) =>
  `arn:aws:iam::${accountId}:role/${name}`;
const userArn = (accountId: string) => `arn:aws:iam::${accountId}:user/u`;
const TO = roleArn('111111111111', 'a');

const policyOf = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

const anyAccount = fc.constantFrom(...ACCOUNTS);
const anyRole = fc
  .tuple(anyAccount, fc.constantFrom(...NAMES))
  .map(([id, name]) => roleArn(id, name));
const anyPrincipal = fc.oneof(
  { weight: 5, arbitrary: anyRole },
  anyAccount.map(userArn),
  anyAccount.map((id) => `arn:aws:iam::${id}:root`),
  fc
    .tuple(anyAccount, fc.constantFrom(...NAMES), fc.constantFrom('ann', 'bob'))
    .map(([id, name, session]) => `arn:aws:sts::${id}:assumed-role/${name}/${session}`),
  fc.constant('*'),
);
const anyCondition = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  fc.constant({ Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
  fc
    .constantFrom('ann', 'bob')
    .map((name) => ({ Condition: { StringEquals: { 'sts:RoleSessionName': name } } })),
  fc.constant({ Condition: { StringLike: { 'aws:userid': 'AROA222222222222b:ann' } } }),
);
const anyTrust = fc.array(
  fc
    .tuple(anyPrincipal, anyCondition, fc.boolean())
    .map(([AWS, condition, isDenied]) => ({
      Effect: isDenied && AWS.includes('role') ? 'Deny' : 'Allow',
      Principal: { AWS },
      Action: 'sts:AssumeRole',
      ...condition,
    })),
  { maxLength: 2 },
);
const anyOwn = fc.array(
  fc.oneof(anyRole, fc.constant('*')).map((Resource) => ({
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource,
  })),
  { maxLength: 2 },
);
const anyEntity = fc.record({ trust: anyTrust, own: anyOwn, isUnread: fc.boolean() });

type Entity = { trust: object[]; own: object[]; isUnread: boolean };

const held = ({ own, isUnread }: Entity, prefix: string) => ({
  [`${prefix}PolicyList`]: [{ PolicyName: 'own', PolicyDocument: policyOf(...own) }],
  ...(isUnread &&
    own.length === 0 && {
      AttachedManagedPolicies: [
        { PolicyArn: 'arn:aws:iam::aws:policy/Unread', PolicyName: 'Unread' },
      ],
    }),
});

function accountOf(id: string, roles: Entity[], user: Entity): CollectedAccount {
  return {
    UserDetailList: [
      {
        Path: '/',
        UserName: 'u',
        UserId: `AIDA${id}`,
        Arn: userArn(id),
        ...held(user, 'User'),
      },
    ],
    GroupDetailList: [],
    RoleDetailList: roles.map((role, at) => ({
      Path: '/',
      RoleName: NAMES[at] ?? '',
      RoleId: `AROA${id}${NAMES[at]}`,
      Arn: roleArn(id, NAMES[at] ?? ''),
      AssumeRolePolicyDocument: policyOf(...role.trust),
      ...held(role, 'Role'),
    })),
    Policies: [],
  };
}

const anyWorld = fc
  .tuple(
    ...ACCOUNTS.map((id) =>
      fc
        .tuple(fc.array(anyEntity, { minLength: 3, maxLength: 3 }), anyEntity)
        .map(([roles, user]) => [id, accountOf(id, roles, user)] as const),
    ),
  )
  .map((accounts) => ({ accounts: Object.fromEntries(accounts) }));

const decisionOf = ({ sureness }: Incomer) =>
  sureness === 'allow' ? 'allow' : 'conditional';

const isRead = ({ sureness }: Incomer, { requires }: ReachedRole): boolean =>
  sureness !== 'not-read' && requires.length === 0;

it('finds whoever reaches a role, by as many steps and as surely, and nobody else', () => {
  const seen = new Set<string>();
  const property = (world: { accounts: Record<string, CollectedAccount> }) => {
    const index = buildIndex(world);
    const { found, isCut } = reachBack(index, { ...OPEN, to: TO });
    expect(isCut).toBe(false);
    const everybody = ACCOUNTS.flatMap((id) => [
      userArn(id),
      ...NAMES.map((name) => roleArn(id, name)),
    ]).filter((arn) => arn !== TO);
    for (const arn of everybody) {
      const way = reach(index, { ...OPEN, from: { AWS: arn } }).find(
        ({ role }) => role === TO,
      );
      const back = found.get(arn);
      // A role may take itself, under a name that lets it further: `reach` never goes back.
      if (back?.path.includes(arn)) continue;
      expect([arn, back && decisionOf(back)]).toEqual([arn, way?.decision]);
      // Of ways through what was not read the surest is told; `reach` tells the shortest.
      if (back && way && isRead(back, way))
        expect([arn, back.path.length]).toEqual([arn, way.hops]);
      seen.add(`${back?.sureness} ${back?.path.length}`);
    }
  };
  fc.assert(fc.property(anyWorld, property), { numRuns: 40 });
  // Of these it is known that they hold what is rare.
  for (const world of fc.sample(anyWorld, { seed: 5, numRuns: 60 })) property(world);
  expect([...seen]).toEqual(expect.arrayContaining(['allow 1', 'allow 2', 'not-read 1']));
});

it('tells services, providers and those whom nobody collected apart from the others', () => {
  const own = { trust: [], own: [], isUnread: false };
  const [id = ''] = ACCOUNTS;
  const github = `arn:aws:iam::${id}:oidc-provider/token.actions.githubusercontent.com`;
  const trust = [
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
    { Effect: 'Allow', Principal: { AWS: '999999999999' }, Action: 'sts:AssumeRole' },
    {
      Effect: 'Allow',
      Principal: { Federated: github },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: { 'token.actions.githubusercontent.com:sub': 'x' } },
    },
  ];
  const account = accountOf(id, [{ ...own, trust }], own);
  account.OpenIDConnectProviders = [
    { Arn: github, Url: 'token.actions.githubusercontent.com', ClientIDList: [] },
  ];
  const { found } = reachBack(buildIndex({ accounts: { [id]: account } }), {
    ...OPEN,
    to: TO,
  });
  expect(
    [...found.values()].map(({ kind, name, sureness }) => [kind, name, sureness]),
  ).toEqual(
    expect.arrayContaining([
      ['service', 'ec2.amazonaws.com', 'allow'],
      ['federated', github, 'conditional'],
      ['not-collected', '999999999999', 'not-read'],
    ]),
  );
});

it('asks who takes the role itself for what is needed beside, and nobody before it', () => {
  const asked: string[] = [];
  const [id = ''] = ACCOUNTS;
  const trusting = (arn: string) => ({
    trust: [{ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole' }],
    own: [],
    isUnread: false,
  });
  const account = accountOf(
    id,
    [trusting(roleArn(id, 'b')), trusting(roleArn(id, 'c')), trusting(userArn(id))],
    { trust: [], own: [], isUnread: false },
  );
  const index = buildIndex({ accounts: { [id]: account } });
  const found = (answer: 'conditional' | null) => {
    const alsoAsked = (arn: string) => {
      asked.push(arn);
      return answer;
    };
    return [...reachBack(index, { ...OPEN, to: TO, alsoAsked }).found.values()];
  };
  expect(
    found('conditional').map(({ path, sureness }) => [path.length, sureness]),
  ).toEqual([
    [1, 'conditional'],
    [2, 'conditional'],
    [3, 'conditional'],
  ]);
  expect(found(null)).toEqual([]);
  expect(new Set(asked)).toEqual(new Set([roleArn(id, 'b')]));
});
