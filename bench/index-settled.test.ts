import { describe, expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { buildIndex } from '@/lib/iam/index/estate-index';
import { OPEN } from '@/lib/iam/index/judge-taking';
import { whoCan } from '@/lib/iam/index/who-can';
import type {
  CollectedAccount,
  CollectedOrg,
  CollectedWorld,
  RoleDetail,
  Tag,
} from '@/lib/iam/world';
import { bruteForce, byIndex, rolesOf, sorted } from './every-pair';
import { account, DENIAL, document, GRANT, inline, role, roleArn } from './small-estate';

const [HUB, APPS] = ['111111111111', '222222222222'] as const;
const ALLOW = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const TO_APPS = { ...ALLOW, Principal: { AWS: APPS } };
const TO_ALL = { ...ALLOW, Principal: '*' };
const BOUNDARY = `arn:aws:iam::${APPS}:policy/boundary`;
const DEPLOY = roleArn(APPS, 'deploy');
const TARGETS = [1, 2, 3].map((number) => roleArn(HUB, `target-${number}`));
const [FIRST = '', SECOND = '', THIRD = ''] = TARGETS;
const tags = (team: string): Tag[] => [{ Key: 'team', Value: team }];

type Scene = {
  /** Statements of each target's trust policy. */
  trust: object[];
  target?: Partial<RoleDetail>;
  /** Own policies of the one who asks from another account. */
  own?: object[];
  deploy?: Partial<RoleDetail>;
  boundary?: object;
  hub?: Partial<CollectedAccount>;
  scp?: object[];
  rcp?: object[];
};

function worldOf(scene: Scene): CollectedWorld {
  const { trust, own = [GRANT], boundary } = scene;
  const targets = TARGETS.map((arn, at) =>
    role(HUB, arn.slice(arn.indexOf('/') + 1), {
      AssumeRolePolicyDocument: document(...trust),
      Tags: tags(at === 0 ? 'orders' : 'billing'),
      ...scene.target,
    }),
  );
  const bounded = {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: BOUNDARY,
  };
  const deploy = role(APPS, 'deploy', {
    RolePolicyList: inline(...own),
    Tags: tags('orders'),
    ...(boundary && { PermissionsBoundary: bounded }),
    ...scene.deploy,
  });
  const version = { VersionId: 'v1', IsDefaultVersion: true };
  const policy = {
    PolicyName: 'boundary',
    Arn: BOUNDARY,
    DefaultVersionId: 'v1',
    PolicyVersionList: [{ ...version, Document: document(boundary ?? GRANT) }],
  };
  return {
    ...(scene.scp || scene.rcp ? { org: organizationOf(scene) } : {}),
    accounts: {
      [HUB]: { ...account(targets), ...scene.hub },
      [APPS]: account([deploy], [policy]),
    },
  };
}

function organizationOf({ scp = [GRANT], rcp = [] }: Scene): CollectedOrg {
  const levelOf = (Id: string, Type: 'ROOT' | 'ACCOUNT', of: object) => ({
    Id,
    Type,
    ParentId: Type === 'ROOT' ? null : 'r-root',
    ServiceControlPolicies: ['p-FullAWSAccess'],
    ResourceControlPolicies: ['p-RCPFullAWSAccess'],
    ...of,
  });
  return {
    Id: 'o-example',
    ManagementAccountId: '999999999999',
    Targets: [
      levelOf('r-root', 'ROOT', {}),
      levelOf(HUB, 'ACCOUNT', { ResourceControlPolicies: ['p-rcp'] }),
      levelOf(APPS, 'ACCOUNT', { ServiceControlPolicies: ['p-scp'] }),
    ],
    Policies: {
      'p-scp': { Type: 'SERVICE_CONTROL_POLICY', Name: 'scp', Content: document(...scp) },
      'p-rcp': {
        Type: 'RESOURCE_CONTROL_POLICY',
        Name: 'rcp',
        Content: document(...rcp),
      },
    },
  };
}

/** The roles that the other account's role can take, after index and evaluator said the same. */
function takenIn(scene: Scene): { taken: string[]; evaluations: number } {
  const world = worldOf(scene);
  const told = bruteForce(collectFacts(world), OPEN);
  expect(sorted(byIndex(buildIndex(world), OPEN))).toEqual(sorted(told));
  const index = buildIndex(world);
  const evaluations = rolesOf(index.world)
    .map((arn) => whoCan(index, arn, OPEN)?.evaluations ?? 0)
    .reduce((sum, count) => sum + count, 0);
  return { taken: TARGETS.filter((arn) => told.has(`${DEPLOY} ${arn}`)), evaluations };
}

describe('the evaluator is asked once about all roles whose side says the same', () => {
  it.each<[string, Scene]>([
    ['of an account that is let in', { trust: [TO_APPS] }],
    ['of a role that is named', { trust: [{ ...ALLOW, Principal: { AWS: DEPLOY } }] }],
    ['under a condition that is left open', { trust: [{ ...TO_APPS, Condition: MFA }] }],
    [
      'under a condition on the caller that holds',
      {
        trust: [
          {
            ...TO_APPS,
            Condition: { StringEquals: { 'aws:PrincipalTag/team': 'orders' } },
          },
        ],
      },
    ],
    [
      'whatever of the grants of the caller covers them',
      { trust: [TO_APPS], own: TARGETS.map((Resource) => ({ ...GRANT, Resource })) },
    ],
    ['within a boundary that covers them', { trust: [TO_APPS], boundary: GRANT }],
    [
      'under denials that are about others',
      { trust: [TO_APPS], own: [GRANT, { ...DENIAL, Resource: roleArn(HUB, 'other') }] },
    ],
    [
      'under policies of the organization that are about others',
      {
        trust: [TO_APPS],
        scp: [GRANT, { ...DENIAL, Resource: roleArn(HUB, 'other') }],
        rcp: [{ ...DENIAL, Principal: '*', Resource: roleArn(HUB, 'other') }],
      },
    ],
    [
      'under a denial for strangers to the organization',
      {
        trust: [TO_APPS],
        rcp: [
          {
            ...DENIAL,
            Principal: '*',
            Condition: {
              StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-example' },
            },
          },
        ],
      },
    ],
  ])('%s', (_, scene) => {
    expect(takenIn(scene)).toEqual({ taken: TARGETS, evaluations: 1 });
  });

  it('each time for another way of being named, or another condition', () => {
    const named = { ...ALLOW, Principal: { AWS: DEPLOY } };
    const world = worldOf({ trust: [] });
    const trusts = [[TO_APPS], [named], [{ ...TO_APPS, Condition: MFA }], [TO_APPS]];
    const roles = trusts.map((statements, at) =>
      role(HUB, `other-${at}`, { AssumeRolePolicyDocument: document(...statements) }),
    );
    const index = buildIndex({
      accounts: { ...world.accounts, [HUB]: account(roles) },
    });
    const asked = roles.map(({ Arn }) => whoCan(index, Arn, OPEN)?.evaluations);
    expect(asked).toEqual([1, 1, 1, 0]);
  });
});

describe('who is stopped is told from those who are not', () => {
  const second = { Resource: SECOND };
  it.each<[string, Scene, string[]]>([
    [
      'by a denial of its own',
      { trust: [TO_APPS], own: [GRANT, { ...DENIAL, ...second }] },
      [FIRST, THIRD],
    ],
    ['by a grant that is missing', { trust: [TO_APPS], own: [] }, []],
    [
      'by its boundary',
      { trust: [TO_APPS], boundary: { ...GRANT, ...second } },
      [SECOND],
    ],
    [
      'by a denial in its boundary',
      { trust: [TO_APPS], boundary: { ...DENIAL, ...second } },
      [],
    ],
    [
      'by a service control policy that denies',
      { trust: [TO_APPS], scp: [GRANT, { ...DENIAL, ...second }] },
      [FIRST, THIRD],
    ],
    [
      'by a service control policy that does not allow',
      { trust: [TO_APPS], scp: [{ ...GRANT, ...second }] },
      [SECOND],
    ],
    [
      'by a service control policy under a condition on the caller',
      {
        trust: [TO_APPS],
        scp: [
          GRANT,
          {
            ...DENIAL,
            ...second,
            Condition: { ArnNotLike: { 'aws:PrincipalArn': '*:role/x' } },
          },
        ],
      },
      [FIRST, THIRD],
    ],
    [
      'by a resource control policy',
      { trust: [TO_APPS], rcp: [{ ...DENIAL, Principal: '*', ...second }] },
      [FIRST, THIRD],
    ],
    [
      'by a resource control policy that names it',
      {
        trust: [TO_APPS],
        rcp: [{ ...DENIAL, Principal: { AWS: DEPLOY }, Resource: '*' }],
      },
      [],
    ],
    [
      'by a resource control policy on the tags of roles',
      {
        trust: [TO_APPS],
        rcp: [
          {
            ...DENIAL,
            Principal: '*',
            Condition: { StringEquals: { 'aws:ResourceTag/team': 'billing' } },
          },
        ],
      },
      [FIRST],
    ],
    [
      'by a denial in the trust policy',
      { trust: [TO_APPS, { ...TO_APPS, Effect: 'Deny' }] },
      [],
    ],
    [
      'by tags of caller and role that differ',
      {
        trust: [TO_APPS],
        own: [
          {
            ...GRANT,
            Condition: {
              StringEquals: { 'aws:ResourceTag/team': `\${aws:PrincipalTag/team}` },
            },
          },
        ],
      },
      [FIRST],
    ],
    [
      'by tags of the role, in the trust policy',
      {
        trust: [
          {
            ...TO_APPS,
            Condition: { StringEquals: { 'aws:ResourceTag/team': 'orders' } },
          },
        ],
      },
      [FIRST],
    ],
    [
      'by sessions that are too short',
      {
        trust: [TO_APPS],
        hub: { RoleSettings: { 'target-2': { MaxSessionDuration: 1800 } } },
      },
      [FIRST, THIRD],
    ],
  ])('%s', (_, scene, taken) => {
    expect(takenIn(scene).taken).toEqual(taken);
  });

  it('where a policy was not read nobody is settled', () => {
    const unread = { PolicyName: 'gone', PolicyArn: `arn:aws:iam::${APPS}:policy/gone` };
    const deploy = { AttachedManagedPolicies: [unread] };
    const { taken, evaluations } = takenIn({ trust: [TO_APPS], deploy });
    expect(taken).toEqual(TARGETS);
    expect(evaluations).toBeGreaterThan(0);
  });

  it('resource control policies spare roles that services own, callers and targets', () => {
    const rcp = [{ ...DENIAL, Principal: '*', Resource: '*' }];
    const owned = { Path: '/aws-service-role/x.amazonaws.com/' };
    const trust = [TO_ALL];
    expect(takenIn({ trust, rcp }).taken).toEqual([]);
    expect(takenIn({ trust, rcp, deploy: owned }).taken).toEqual(TARGETS);
    expect(takenIn({ trust, rcp, target: owned }).taken).toEqual(TARGETS);
  });

  it('a denial of all but some in a resource control policy spares nobody with a boundary', () => {
    const NotPrincipal = { AWS: [DEPLOY, APPS, `arn:aws:iam::${APPS}:root`] };
    const rcp = [{ ...DENIAL, NotPrincipal, Resource: '*' }];
    expect(takenIn({ trust: [TO_ALL], rcp, boundary: GRANT }).taken).toEqual([]);
  });
});
