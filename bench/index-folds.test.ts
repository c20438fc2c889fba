import { describe, expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { buildIndex, type EstateIndex } from '@/lib/iam/index/estate-index';
import { everyTaker } from '@/lib/iam/index/every-taker';
import { OPEN } from '@/lib/iam/index/judge-taking';
import type { CollectedAccount, RoleDetail } from '@/lib/iam/world';
import { makeEstate } from './estate/make-estate';
import { worldOfEstate } from './estate/world-of-estate';
import { bruteForce, sorted, textOf } from './every-pair';
import { account, DENIAL, GRANT, inline, role, roleArn, trust } from './small-estate';

const [HUB, APPS, DATA] = ['111111111111', '222222222222', '333333333333'] as const;
const TARGETS = ['audit-1', 'audit-2', 'data-1', 'deploy-1'];
const [AUDIT = '', SECOND = '', DATA_ROLE = '', DEPLOY = ''] = TARGETS.map((name) =>
  roleArn(HUB, name),
);
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const BOUNDARY = `arn:aws:iam::${APPS}:policy/boundary`;
const OPEN_TRUST = trust({});

/** Two roles of two accounts that ask under policies of their own; four that let everyone in. */
function pairsOf(
  own: object[],
  other: object[],
  rest: Partial<RoleDetail> = {},
  policies: CollectedAccount['Policies'] = [],
): string[] {
  const asking = (accountId: string, statements: object[], more = {}) =>
    role(accountId, 'asking', { RolePolicyList: inline(...statements), ...more });
  const world = {
    accounts: {
      [HUB]: account(
        TARGETS.map((name) => role(HUB, name, { AssumeRolePolicyDocument: OPEN_TRUST })),
      ),
      [APPS]: account([asking(APPS, own, rest)], policies),
      [DATA]: account([asking(DATA, other)]),
    },
  };
  const wanted = sorted(bruteForce(collectFacts(world), OPEN));
  expect(listedIn(buildIndex(world))).toEqual(wanted);
  return wanted.map(([pair]) => pair).filter((pair) => pair.includes(':role/asking '));
}

/** Every pair as often as it is told. */
const listedIn = (index: EstateIndex): [string, string][] =>
  [...everyTaker(index, OPEN)]
    .flatMap(({ role: { arn: taken }, answer }) =>
      answer.groups.flatMap(({ verdict, members }) =>
        members.flatMap(({ principals }) =>
          principals.map(({ arn }): [string, string] => [
            `${arn} ${taken}`,
            textOf(verdict),
          ]),
        ),
      ),
    )
    .sort();

const by = (accountId: string, arns: string[]) =>
  arns.map((arn) => `${roleArn(accountId, 'asking')} ${arn}`);
const both = (arns: string[]) => [...by(APPS, arns), ...by(DATA, arns)];
const to = (...Resource: string[]) => ({ ...GRANT, Resource });
const ANY = (name: string) => `arn:aws:iam::*:role/${name}`;
const ALL = [AUDIT, SECOND, DATA_ROLE, DEPLOY];

describe('classes that cover alike are put together, and everybody comes once', () => {
  it.each<[string, object[], object[], string[]]>([
    [
      'of lists that share an ARN',
      [to(AUDIT, SECOND)],
      [to(AUDIT, DEPLOY)],
      [...by(APPS, [AUDIT, SECOND]), ...by(DATA, [AUDIT, DEPLOY])],
    ],
    [
      'of two patterns that a role fits both',
      [to(ANY('audit-*'), ANY('*-1'))],
      [to(ANY('audit-*'), ANY('*-1'))],
      both(ALL),
    ],
    [
      'of an ARN and a pattern that a role fits both',
      [to(AUDIT, ANY('audit-*'))],
      [to(AUDIT)],
      [...by(APPS, [AUDIT, SECOND]), ...by(DATA, [AUDIT])],
    ],
    [
      'of a grant that is sure and one under a condition',
      [to(AUDIT), { ...to(ANY('*')), Condition: MFA }],
      [to(AUDIT)],
      [...by(APPS, ALL), ...by(DATA, [AUDIT])],
    ],
    [
      'of all roles but different ones',
      [{ ...GRANT, Resource: undefined, NotResource: ANY('data-*') }],
      [{ ...GRANT, Resource: undefined, NotResource: [ANY('audit-*'), DEPLOY] }],
      [...by(APPS, [AUDIT, SECOND, DEPLOY]), ...by(DATA, [DATA_ROLE])],
    ],
    [
      'of all roles but some, and a grant of one of these',
      [{ ...GRANT, Resource: undefined, NotResource: ANY('audit-*') }, to(AUDIT)],
      [
        { ...GRANT, Resource: undefined, NotResource: ANY('data-*') },
        to(DATA_ROLE, AUDIT),
        { ...DENIAL, Resource: SECOND },
      ],
      [...by(APPS, [AUDIT, DATA_ROLE, DEPLOY]), ...by(DATA, [AUDIT, DATA_ROLE, DEPLOY])],
    ],
    [
      'of a grant of everything and denials of some',
      [GRANT, { ...DENIAL, Resource: ANY('audit-*') }],
      [GRANT, { ...DENIAL, Resource: DEPLOY }],
      [...by(APPS, [DATA_ROLE, DEPLOY]), ...by(DATA, [AUDIT, SECOND, DATA_ROLE])],
    ],
    [
      'of a grant of everything and a denial under a condition',
      [GRANT, { ...DENIAL, Resource: AUDIT, Condition: MFA }],
      [GRANT],
      both(ALL),
    ],
  ])('%s', (_, own, other, wanted) => {
    expect(pairsOf(own, other).sort()).toEqual([...wanted].sort());
  });

  it('but not where a boundary lets only some through', () => {
    const version = { VersionId: 'v1', IsDefaultVersion: true };
    const Document = { Version: '2012-10-17', Statement: [to(AUDIT)] };
    const boundary = {
      PermissionsBoundary: {
        PermissionsBoundaryType: 'Policy',
        PermissionsBoundaryArn: BOUNDARY,
      },
    };
    const policy = {
      PolicyName: 'boundary',
      Arn: BOUNDARY,
      DefaultVersionId: 'v1',
      PolicyVersionList: [{ ...version, Document }],
    };
    expect(pairsOf([GRANT], [GRANT], boundary, [policy]).sort()).toEqual(
      [...by(APPS, [AUDIT]), ...by(DATA, ALL)].sort(),
    );
  });
});

describe('every role with everybody who can take it', () => {
  it.each([2, 5, 11])(
    'is what the evaluator says, each pair once, in odd estate %i',
    (seed) => {
      const sizes = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 3, groups: 3 };
      const world = worldOfEstate(makeEstate({ ...sizes, seed, oddities: 1 }));
      expect(listedIn(buildIndex(world))).toEqual(
        sorted(bruteForce(collectFacts(world), OPEN)),
      );
    },
  );
});
