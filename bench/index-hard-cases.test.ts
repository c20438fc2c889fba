import { describe, expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { buildIndex, withAccount } from '@/lib/iam/index/estate-index';
import { type Circumstances, OPEN } from '@/lib/iam/index/judge-taking';
import { reach } from '@/lib/iam/reach/reach';
import type { CollectedWorld, RoleDetail } from '@/lib/iam/world';
import { makeEstate } from './estate/make-estate';
import { randomFor } from './estate/random';
import { worldOfEstate } from './estate/world-of-estate';
import { bruteForce, byIndex, sorted } from './every-pair';
import {
  account,
  DENIAL,
  document,
  GRANT,
  inline,
  role,
  roleArn,
  trust,
} from './small-estate';

const [HUB, APPS, DATA] = ['111111111111', '222222222222', '333333333333'] as const;
const SHARED = 'arn:aws:iam::aws:policy/Shared';

const copyOf = (statement: object, versionInForce = 'v1') => ({
  PolicyName: 'Shared',
  Arn: SHARED,
  DefaultVersionId: versionInForce,
  PolicyVersionList: [
    { VersionId: 'v1', IsDefaultVersion: true, Document: document(statement) },
  ],
});

const attached = [{ PolicyName: 'Shared', PolicyArn: SHARED }];

/** By brute force, after the index said the same. */
function pairsOf(world: CollectedWorld, circumstances = OPEN): string[] {
  const pairs = sorted(bruteForce(collectFacts(world), circumstances));
  expect(sorted(byIndex(buildIndex(world), circumstances))).toEqual(pairs);
  return pairs.map(([pair]) => pair);
}

const deploys = (accountId: string) =>
  role(accountId, 'deploy', { RolePolicyList: inline(GRANT) });

describe('a question that says what aws:PrincipalArn is', () => {
  const target = (condition: object) => ({
    accounts: {
      [HUB]: account([
        role(HUB, 'target', {
          AssumeRolePolicyDocument: trust({ Condition: condition }),
        }),
      ]),
      [APPS]: account([deploys(APPS)]),
    },
  });
  const pair = `${roleArn(APPS, 'deploy')} ${roleArn(HUB, 'target')}`;
  const other = roleArn(DATA, 'other');

  it('is believed, whoever asks', () => {
    const world = target({ ArnLike: { 'aws:PrincipalArn': other } });
    expect(pairsOf(world)).toEqual([]);
    expect(pairsOf(world, { ...OPEN, context: { 'AWS:principalarn': other } })).toContain(
      pair,
    );
  });

  it('is believed that it is absent', () => {
    const world = target({
      ArnNotLike: { 'aws:PrincipalArn': roleArn(APPS, 'deploy') },
    });
    expect(pairsOf(world)).not.toContain(pair);
    expect(pairsOf(world, { ...OPEN, absentKeys: ['aws:PrincipalArn'] })).toContain(pair);
  });

  it('does not hide who asks from a policy that names callers', () => {
    const [grant = {}] = trust({}).Statement;
    const { Resource: _, ...denial } = DENIAL;
    const denied = { ...denial, Principal: { AWS: roleArn(APPS, 'deploy') } };
    const world: CollectedWorld = {
      accounts: {
        [HUB]: account([
          role(HUB, 'target', { AssumeRolePolicyDocument: document(grant, denied) }),
        ]),
        [APPS]: account([
          deploys(APPS),
          role(APPS, 'other', { RolePolicyList: inline(GRANT) }),
        ]),
      },
    };
    const told = { ...OPEN, context: { 'aws:PrincipalArn': other } };
    const fromApps = pairsOf(world, told).filter((one) => one.includes(`:${APPS}:`));
    expect(fromApps).toEqual([`${roleArn(APPS, 'other')} ${roleArn(HUB, 'target')}`]);
  });
});

it.each([
  { Principal: { AWS: roleArn(APPS, 'deploy') } },
  { NotPrincipal: { AWS: roleArn(APPS, 'deploy') } },
  { Principal: roleArn(APPS, 'deploy') },
  {},
])('a resource control policy with %j denies everybody, which is all it can', (whom) => {
  const target = (Id: string, Type: 'ROOT' | 'ACCOUNT', ids: string[]) => ({
    Id,
    Type,
    ParentId: Type === 'ROOT' ? null : 'r-root',
    ServiceControlPolicies: ['p-FullAWSAccess'],
    ResourceControlPolicies: ids,
  });
  const Content = document({ ...DENIAL, ...whom });
  const world = (ids: string[]): CollectedWorld => ({
    org: {
      Id: 'o-example',
      ManagementAccountId: DATA,
      Targets: [
        target('r-root', 'ROOT', []),
        target(HUB, 'ACCOUNT', ids),
        target(APPS, 'ACCOUNT', []),
      ],
      Policies: { 'p-rcp': { Type: 'RESOURCE_CONTROL_POLICY', Name: 'rcp', Content } },
    },
    accounts: {
      [HUB]: account([role(HUB, 'target', { AssumeRolePolicyDocument: trust({}) })]),
      [APPS]: account([
        deploys(APPS),
        role(APPS, 'other', { RolePolicyList: inline(GRANT) }),
      ]),
    },
  });
  expect(pairsOf(world([])).length).toBeGreaterThan(1);
  expect(pairsOf(world(['p-rcp']))).toEqual([]);
});

describe('a condition that IAM cannot read', () => {
  const unread = { Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } } };
  const world = (target: unknown, ...own: object[]): CollectedWorld => ({
    accounts: {
      [HUB]: account([role(HUB, 'target', { AssumeRolePolicyDocument: target })]),
      [APPS]: account([role(APPS, 'deploy', { RolePolicyList: inline(...own) })]),
    },
  });

  it('grants nothing, and spoils the grants beside it', () => {
    const other = { Effect: 'Allow', Action: 's3:*', Resource: '*', ...unread };
    expect(pairsOf(world(trust({}), GRANT))).toHaveLength(2);
    expect(pairsOf(world(trust(unread), GRANT))).toEqual([]);
    expect(pairsOf(world(trust({}), GRANT, other))).toHaveLength(1);
  });

  it('denies whatever it would say', () => {
    const denial = { ...DENIAL, ...unread };
    const { Resource: _, ...denied } = { ...denial, Principal: '*' };
    const [grant] = trust({}).Statement;
    expect(pairsOf(world(document(grant ?? {}, denied), GRANT))).toEqual([]);
  });
});

it.each([APPS, `arn:aws:iam::${APPS}:root`])(
  'a trust policy that names all but account %s grants nothing',
  (entry) => {
    const except = { Action: 'sts:AssumeRole', NotPrincipal: { AWS: entry } };
    const [grant = {}] = trust({}).Statement;
    for (const target of [
      document({ ...except, Effect: 'Allow' }),
      document(grant, { ...except, Effect: 'Deny' }),
    ]) {
      const hub = account([role(HUB, 'target', { AssumeRolePolicyDocument: target })]);
      expect(
        pairsOf({ accounts: { [HUB]: hub, [APPS]: account([deploys(APPS)]) } }),
      ).toEqual([]);
    }
  },
);

describe('a policy whose version in force is missing', () => {
  const world = (held: Partial<RoleDetail>): CollectedWorld => ({
    accounts: {
      [HUB]: account(
        [role(HUB, 'target', { AssumeRolePolicyDocument: trust({}) })],
        [copyOf(GRANT)],
      ),
      [APPS]: account([role(APPS, 'deploy', held)], [copyOf(GRANT, 'v9')]),
      [DATA]: account([role(DATA, 'deploy', held)]),
    },
  });

  it.each<[string, Partial<RoleDetail>]>([
    ['attached', { AttachedManagedPolicies: attached }],
    [
      'as a boundary',
      {
        RolePolicyList: inline(GRANT),
        PermissionsBoundary: {
          PermissionsBoundaryType: 'Policy',
          PermissionsBoundaryArn: SHARED,
        },
      },
    ],
  ])('is not known from other accounts, %s, as one that is not listed is', (_, held) => {
    const told = new Map(bruteForce(collectFacts(world(held)), OPEN));
    const pairs = pairsOf(world(held));
    const verdicts = [APPS, DATA].map((id) =>
      told.get(`${roleArn(id, 'deploy')} ${roleArn(HUB, 'target')}`),
    );
    expect(pairs.length).toBeGreaterThan(1);
    expect(verdicts[0]).toContain('conditional');
    expect(verdicts[1]).toContain('"allow"');
  });
});

it('an account that changed keeps its place: the first copy of a policy of AWS counts', () => {
  const first = account(
    [role(HUB, 'target', { AssumeRolePolicyDocument: trust({}) })],
    [copyOf(GRANT)],
  );
  const world: CollectedWorld = {
    accounts: {
      [HUB]: first,
      [APPS]: account([], [copyOf(DENIAL)]),
      [DATA]: account([role(DATA, 'deploy', { AttachedManagedPolicies: attached })]),
    },
  };
  const changed = withAccount(buildIndex(world), HUB, first);
  expect(sorted(byIndex(changed, OPEN))).toEqual(
    sorted(bruteForce(collectFacts(world), OPEN)),
  );
  expect(byIndex(changed, OPEN).size).toBeGreaterThan(0);
});

const TOLD: [key: string, values: string[]][] = [
  ['aws:PrincipalArn', ['arn:aws:iam::111111111111:role/x']],
  ['aws:PrincipalTag/team', ['orders', 'platform']],
  ['aws:ResourceTag/team', ['orders', 'platform']],
  ['aws:PrincipalAccount', ['111111111111']],
  ['aws:PrincipalOrgID', ['o-another001']],
  ['aws:userid', ['AIDAX']],
  ['aws:username', ['eng-0', 'bot-0']],
  ['sts:ExternalId', ['red', 'green']],
  ['sts:RoleSessionName', ['ops-1']],
  ['aws:MultiFactorAuthPresent', ['true', 'false']],
];

/** A question that tells some keys and says that others are absent. */
function oddCircumstances(seed: number): Circumstances {
  const random = randomFor(seed, 'circumstances');
  const told = random.sample(TOLD, random.below(4));
  const absent = random.sample(TOLD, random.below(3));
  return {
    context: Object.fromEntries(told.map(([key, values]) => [key, random.pick(values)])),
    absentKeys: absent.map(([key]) => key),
    unknownKeys: random.chance(0.6) ? 'assume-unknown' : 'assume-absent',
  };
}

describe('whatever a question tells', () => {
  it.each(Array.from({ length: 16 }, (_, at) => at + 101))(
    'the index says what the evaluator says of every pair (odd estate %i)',
    (seed) => {
      const world = worldOfEstate(
        makeEstate({
          accounts: 3,
          rolesPerAccount: 5,
          usersPerAccount: 2,
          groups: 2,
          seed,
          oddities: 1,
        }),
      );
      const index = buildIndex(world);
      for (const part of [1, 2, 3]) {
        const circumstances = oddCircumstances(seed * 10 + part);
        const wanted = sorted(bruteForce(collectFacts(world), circumstances));
        expect(sorted(byIndex(index, circumstances))).toEqual(wanted);
      }
    },
  );

  it('a walk starts with the roles that the evaluator lets its principal take', () => {
    const world: CollectedWorld = {
      accounts: {
        [HUB]: account([
          role(HUB, 'target', {
            AssumeRolePolicyDocument: trust({
              Condition: { ArnLike: { 'aws:PrincipalArn': roleArn(DATA, 'other') } },
            }),
          }),
        ]),
        [APPS]: account([deploys(APPS)]),
      },
    };
    const context = { 'aws:PrincipalArn': roleArn(DATA, 'other') };
    const from = { AWS: roleArn(APPS, 'deploy') };
    const reached = (question: Circumstances) =>
      reach(buildIndex(world), { ...question, from }).map((one) => one.role);
    expect(reached(OPEN)).toEqual([]);
    expect(reached({ ...OPEN, context })).toEqual([roleArn(HUB, 'target')]);
  });
});
