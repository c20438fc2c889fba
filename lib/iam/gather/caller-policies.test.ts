import { describe, expect, it } from 'vitest';
import { findCaller } from '../evaluate/caller';
import { collectFacts } from '../facts/world-facts';
import type { CollectedWorld } from '../world';
import { gatherCallerPolicies } from './caller-policies';
import type { Shelf } from './shelf';

const [HUB, APPS, OUTSIDE] = ['111111111111', '222222222222', '333333333333'] as const;
const GRANT = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' } };

const managed = (arn: string) => ({
  PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
  Arn: arn,
  DefaultVersionId: 'v1',
  PolicyVersionList: [{ VersionId: 'v1', IsDefaultVersion: true, Document: GRANT }],
});
const attached = (...arns: string[]) =>
  arns.map((PolicyArn) => ({ PolicyName: PolicyArn, PolicyArn }));
const inline = (PolicyName: string) => [{ PolicyName, PolicyDocument: GRANT }];

const TEAM = `arn:aws:iam::${HUB}:policy/team`;
const GONE = `arn:aws:iam::${HUB}:policy/gone`;
const OF_AWS = 'arn:aws:iam::aws:policy/Shared';
const UNREAD_OF_AWS = 'arn:aws:iam::aws:policy/Unread';
const UNREAD_DENIAL = 'arn:aws:iam::aws:policy/AWSDenyAll';

const role = (accountId: string, Path = '/', boundaryArn?: string) => ({
  Path,
  RoleName: 'deploy',
  RoleId: `AROA${accountId}`,
  Arn: `arn:aws:iam::${accountId}:role${Path}deploy`,
  AssumeRolePolicyDocument: {},
  ...(boundaryArn && {
    PermissionsBoundary: {
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: boundaryArn,
    },
  }),
});
const ANN = `arn:aws:iam::${HUB}:user/ann`;

const target = (
  Id: string,
  Type: 'ROOT' | 'ACCOUNT',
  ServiceControlPolicies: string[],
) => ({
  Id,
  Type,
  ParentId: Type === 'ROOT' ? null : 'r-root',
  ServiceControlPolicies,
  ResourceControlPolicies: [],
});

const WORLD: CollectedWorld = {
  org: {
    Id: 'o-example',
    ManagementAccountId: HUB,
    Targets: [
      target('r-root', 'ROOT', ['p-FullAWSAccess']),
      target(HUB, 'ACCOUNT', []),
      target(APPS, 'ACCOUNT', ['p-unread']),
    ],
    Policies: {},
  },
  accounts: {
    [HUB]: {
      UserDetailList: [
        {
          Path: '/',
          UserName: 'ann',
          UserId: 'AIDAANN',
          Arn: ANN,
          UserPolicyList: inline('own'),
          GroupList: ['team', 'gone-group'],
          AttachedManagedPolicies: attached(OF_AWS, UNREAD_OF_AWS, UNREAD_DENIAL),
        },
      ],
      GroupDetailList: [
        {
          Path: '/',
          GroupName: 'team',
          GroupId: 'AGPATEAM',
          Arn: `arn:aws:iam::${HUB}:group/team`,
          GroupPolicyList: inline('of the group'),
          AttachedManagedPolicies: attached(TEAM, GONE),
        },
      ],
      RoleDetailList: [role(HUB, '/', TEAM)],
      Policies: [managed(TEAM)],
    },
    [APPS]: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [role(APPS, '/', GONE), role(APPS, '/aws-service-role/x/')],
      Policies: [managed(OF_AWS)],
    },
    [OUTSIDE]: {
      UserDetailList: [],
      GroupDetailList: [],
      RoleDetailList: [role(OUTSIDE)],
      Policies: [],
    },
  },
};

const policiesOf = (arn: string) => {
  const facts = collectFacts(WORLD);
  return gatherCallerPolicies(facts, findCaller(facts, { AWS: arn }));
};
const namesIn = (shelf: Shelf | null) => shelf?.policies.map(({ ref }) => ref.name);
const unreadIn = (shelf: Shelf | null) =>
  shelf?.unread.map(({ requirement, mayDeny }) =>
    requirement.kind === 'policy-document' ? [requirement.arn, mayDeny] : [],
  );

describe('what a user holds', () => {
  it("is its own, then that of its groups; a copy in any account serves for AWS's own", () => {
    expect(namesIn(policiesOf(ANN).identity)).toEqual([
      'own',
      OF_AWS,
      'of the group',
      TEAM,
    ]);
  });

  it("may deny where nobody read it, but for AWS's own that only grant", () => {
    expect(unreadIn(policiesOf(ANN).identity)).toEqual([
      [UNREAD_OF_AWS, false],
      [UNREAD_DENIAL, true],
      [GONE, true],
    ]);
  });

  it('is unknown of a user that is not there', () => {
    expect(policiesOf(`${ANN}a`).identity).toBeNull();
  });
});

describe('a permissions boundary', () => {
  it('is read where its document was collected, and open where it was not', () => {
    const [read, unread] = [HUB, APPS].map((id) => policiesOf(role(id).Arn).boundary);
    expect(namesIn(read ?? null)).toEqual(['team']);
    expect(unreadIn(unread ?? null)).toEqual([[GONE, true]]);
  });

  it('is none where a role has none', () => {
    expect(policiesOf(role(OUTSIDE).Arn)).toMatchObject({
      boundaryArn: null,
      boundary: null,
    });
  });
});

describe('service control policies', () => {
  it('bear on a member level by level, the root first; full access is known unread', () => {
    const levels = policiesOf(role(APPS).Arn).scp;
    expect(levels?.map(({ level }) => level.targetId)).toEqual(['r-root', APPS]);
    expect(levels?.map(namesIn)).toEqual([['FullAWSAccess'], []]);
    expect(levels?.map(unreadIn)).toEqual([[], [['p-unread', true]]]);
  });

  it.each<[string, string]>([
    ['the management account', role(HUB).Arn],
    ['an account outside the organization', role(OUTSIDE).Arn],
    ['a role that belongs to a service of AWS', role(APPS, '/aws-service-role/x/').Arn],
  ])('do not bear on %s', (_, arn) => {
    expect(policiesOf(arn).scp).toBeNull();
  });
});
