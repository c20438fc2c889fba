import { describe, expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import type { CollectedAccount } from '../world';
import { comparePolicies, type Difference } from './compare-policies';
import type { Place } from './place';
import { questionsWorthAsking } from './questions-worth-asking';

const HOME = '444455556666';
const AWAY = '111122223333';
const UNREAD = '222233334444';
const ROLE = `arn:aws:iam::${HOME}:role/shared`;
const KEY = `arn:aws:kms:eu-west-1:${HOME}:key/1234`;
const ana = `arn:aws:iam::${AWAY}:user/ana`;
const ben = `arn:aws:iam::${AWAY}:user/ben`;
const ci = `arn:aws:iam::${HOME}:role/ci`;
const vendor = `arn:aws:iam::${UNREAD}:role/vendor`;
const GITHUB = `arn:aws:iam::${HOME}:oidc-provider/token.actions.githubusercontent.com`;
const SUBJECT = 'token.actions.githubusercontent.com:sub';

type Statement = Record<string, unknown>;
const policy = (...Statement: Statement[]) => ({ Version: '2012-10-17', Statement });
const accountOf = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});
const userOf = (Arn: string, GroupList: string[] = []) => ({
  Path: '/',
  UserName: Arn.split('/').at(-1) ?? '',
  UserId: `AIDA${Arn.split('/').at(-1)?.toUpperCase()}`,
  Arn,
  GroupList,
});
const roleOf = (Arn: string) => ({
  Path: '/',
  RoleName: Arn.split('/').at(-1) ?? '',
  RoleId: 'AROAEXAMPLEEXAMPLE',
  Arn,
  AssumeRolePolicyDocument: policy(),
});

/** Nobody in this world has any rights of his own. */
const world = collectFacts({
  org: {
    Id: 'o-example',
    ManagementAccountId: HOME,
    Targets: [HOME, AWAY].map((Id) => ({
      Id,
      Type: 'ACCOUNT' as const,
      ParentId: null,
      ServiceControlPolicies: [],
      ResourceControlPolicies: [],
    })),
    Policies: {},
  },
  accounts: {
    [HOME]: accountOf({
      RoleDetailList: [roleOf(ROLE), roleOf(ci)],
      Buckets: [{ Name: 'logs', Policy: null }],
      Keys: [{ KeyId: '1234', Arn: KEY, Policy: policy() }],
    }),
    [AWAY]: accountOf({
      UserDetailList: [userOf(ana, ['staff']), userOf(ben)],
      GroupDetailList: [
        {
          Path: '/',
          GroupName: 'staff',
          GroupId: 'AGPASTAFF',
          Arn: `arn:aws:iam::${AWAY}:group/staff`,
        },
        {
          Path: '/',
          GroupName: 'empty',
          GroupId: 'AGPAEMPTY',
          Arn: `arn:aws:iam::${AWAY}:group/empty`,
        },
      ],
      Policies: [
        {
          PolicyName: 'shared',
          Arn: `arn:aws:iam::${AWAY}:policy/shared`,
          DefaultVersionId: 'v2',
          PolicyVersionList: ['v1', 'v2'].map((VersionId) => ({
            VersionId,
            IsDefaultVersion: VersionId === 'v2',
            Document: policy(),
          })),
        },
      ],
    }),
  },
});

const trustPlace: Place = { kind: 'trust', roleArn: ROLE };
const bucketPlace: Place = { kind: 'bucket', bucketName: 'logs' };
const keyPlace: Place = { kind: 'key', keyArn: KEY };
const userPlace: Place = { kind: 'inline', ownerArn: ana, policyName: 'own' };
const groupPlace: Place = {
  kind: 'inline',
  ownerArn: `arn:aws:iam::${AWAY}:group/staff`,
  policyName: 'own',
};

function compare(place: Place, before: unknown, after: unknown) {
  const pair = { world, place, before, after };
  const { questions, isComplete } = questionsWorthAsking(pair);
  const comparison = comparePolicies(pair, questions);
  if (!comparison || !isComplete) throw new Error('the place is not in the world');
  return comparison;
}

const trust = (Principal: unknown, more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Principal,
  Action: 'sts:AssumeRole',
  ...more,
});
const when = (operator: string, key: string, ...values: string[]): Statement => ({
  Condition: { [operator]: { [key]: values } },
});
const objects = (more: Statement = {}): Statement => ({
  Effect: 'Allow',
  Action: 's3:GetObject',
  Resource: 'arn:aws:s3:::logs/in/*',
  ...more,
});
const shared = (more: Statement = {}) => objects({ Principal: { AWS: ana }, ...more });

describe('two documents are equivalent when', () => {
  it.each<[string, Place, unknown, unknown]>([
    [
      'the order differs',
      trustPlace,
      policy(
        trust({ AWS: ana }),
        trust({ AWS: ben }, when('Bool', 'aws:MultiFactorAuthPresent', 'true')),
      ),
      policy(
        trust({ AWS: ben }, when('Bool', 'aws:MultiFactorAuthPresent', 'true')),
        trust({ AWS: ana }),
      ),
    ],
    [
      'a statement is split by principal',
      trustPlace,
      policy(
        trust(
          { AWS: [ana, ben, ci, vendor] },
          when('StringEquals', 'sts:ExternalId', 'a'),
        ),
      ),
      policy(
        ...[ana, ben, ci, vendor].map((AWS) =>
          trust({ AWS }, when('StringEquals', 'sts:ExternalId', 'a')),
        ),
      ),
    ],
    [
      'values of a condition stand in statements of their own',
      trustPlace,
      policy(trust({ AWS: ana }, when('StringLike', 'sts:ExternalId', 'a*', 'b?'))),
      policy(
        trust({ AWS: ana }, when('StringLike', 'sts:ExternalId', 'b?')),
        trust({ AWS: ana }, when('StringLike', 'sts:ExternalId', 'a*')),
      ),
    ],
    [
      'equal statements are merged',
      bucketPlace,
      policy(shared(), shared(), shared({ Principal: { AWS: ben } })),
      policy(shared({ Principal: { AWS: [ben, ana] } })),
    ],
    [
      'a list of one is written as the one',
      keyPlace,
      policy({ ...trust({ AWS: [ana] }), Action: ['kms:Decrypt'], Resource: ['*'] }),
      policy({ ...trust({ AWS: ana }), Action: 'kms:Decrypt', Resource: '*' }),
    ],
    [
      'actions differ in letter case',
      userPlace,
      policy(objects()),
      policy(objects({ Action: 'S3:getobject' })),
    ],
    [
      'an account is named by its number',
      trustPlace,
      policy(trust({ AWS: `arn:aws:iam::${AWAY}:root` })),
      policy(trust({ AWS: AWAY })),
    ],
    [
      'what another statement covers is left out',
      groupPlace,
      policy(
        objects(),
        objects({ Action: 's3:*' }),
        objects({ Resource: 'arn:aws:s3:::logs/in/a' }),
      ),
      policy(objects({ Action: 's3:*' })),
    ],
    [
      'a denial covers the whole grant',
      trustPlace,
      policy(trust({ AWS: ana }), trust('*', { Effect: 'Deny' })),
      policy(trust('*', { Effect: 'Deny' })),
    ],
  ])('%s', (_what, place, before, after) => {
    const comparison = compare(place, before, after);
    expect(comparison.differences).toEqual([]);
    expect(comparison.isEquivalent).toBe(true);
    expect(comparison.asked).toBeGreaterThan(0);
  });
});

const whoOf = ({ question: { principal } }: Difference): string =>
  principal === '*' ? '*' : (Object.values(principal)[0] ?? '');

/** The differences in few words: who, what, and under which context. */
const wordsOf = (differences: Difference[]) =>
  differences.map((one) => ({
    who: whoOf(one),
    what: `${one.question.action} ${one.question.resource}`,
    context: { ...one.question.context, ...one.context },
    gained: one.after.isAllowed,
  }));

describe('two documents are not equivalent when', () => {
  const mfa = when('Bool', 'aws:MultiFactorAuthPresent', 'true');
  it.each<[string, Place, unknown, unknown, object]>([
    [
      'a condition is dropped',
      trustPlace,
      policy(trust({ AWS: ana }, mfa)),
      policy(trust({ AWS: ana })),
      { who: ana, context: {}, gained: true },
    ],
    [
      'one value more is taken',
      trustPlace,
      policy(trust({ AWS: vendor }, when('StringEquals', 'sts:ExternalId', 'a'))),
      policy(trust({ AWS: vendor }, when('StringEquals', 'sts:ExternalId', 'a', 'b'))),
      { who: vendor, context: { 'sts:externalid': 'b' }, gained: true },
    ],
    [
      'a value becomes a pattern',
      trustPlace,
      policy(
        trust(
          { Federated: GITHUB },
          {
            Action: 'sts:AssumeRoleWithWebIdentity',
            ...when('StringEquals', SUBJECT, 'repo:acme/api:*'),
          },
        ),
      ),
      policy(
        trust(
          { Federated: GITHUB },
          {
            Action: 'sts:AssumeRoleWithWebIdentity',
            ...when('StringLike', SUBJECT, 'repo:acme/api:*'),
          },
        ),
      ),
      { who: GITHUB, context: { [SUBJECT]: 'repo:acme/api:any' }, gained: true },
    ],
    [
      'letter case no longer counts',
      trustPlace,
      policy(trust({ AWS: vendor }, when('StringEquals', 'sts:ExternalId', 'acme'))),
      policy(
        trust({ AWS: vendor }, when('StringEqualsIgnoreCase', 'sts:ExternalId', 'acme')),
      ),
      { who: vendor, context: { 'sts:externalid': 'ACME' }, gained: true },
    ],
    [
      'a missing key no longer keeps out',
      trustPlace,
      policy(trust({ AWS: ana }, mfa)),
      policy(
        trust({ AWS: ana }, when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'true')),
      ),
      { who: ana, context: {}, gained: true },
    ],
    [
      'a range gets wider',
      bucketPlace,
      policy(
        shared({ Principal: '*', ...when('IpAddress', 'aws:SourceIp', '10.0.0.0/24') }),
      ),
      policy(
        shared({ Principal: '*', ...when('IpAddress', 'aws:SourceIp', '10.0.0.0/16') }),
      ),
      { who: '*', context: { 'aws:sourceip': '10.0.255.255' }, gained: true },
    ],
    [
      'the end moves',
      trustPlace,
      policy(
        trust(
          { AWS: ana },
          when('DateLessThan', 'aws:CurrentTime', '2027-01-31T00:00:00Z'),
        ),
      ),
      policy(
        trust(
          { AWS: ana },
          when('DateLessThan', 'aws:CurrentTime', '2027-02-28T00:00:00Z'),
        ),
      ),
      { who: ana, context: { 'aws:currenttime': '2027-01-31T00:00:00Z' }, gained: true },
    ],
    [
      'a resource gets wider',
      bucketPlace,
      policy(shared()),
      policy(shared({ Resource: 'arn:aws:s3:::logs/*' })),
      { who: ana, what: 's3:GetObject arn:aws:s3:::logs/drawbridge-other', gained: true },
    ],
    [
      'an action gets wider',
      userPlace,
      policy(objects()),
      policy(objects({ Action: 's3:Get*' })),
      { who: ana, what: 's3:GetObjectVersion arn:aws:s3:::logs/in/any', gained: true },
    ],
    [
      'a principal comes in',
      trustPlace,
      policy(trust({ AWS: ana })),
      policy(trust({ AWS: [ana, ben] })),
      { who: ben, gained: true },
    ],
    [
      'an account comes in the place of one of its people',
      trustPlace,
      policy(trust({ AWS: ana })),
      policy(trust({ AWS: AWAY })),
      { who: ben, gained: true },
    ],
    [
      'a role of the same account is no longer named directly',
      trustPlace,
      policy(trust({ AWS: ci })),
      policy(trust({ AWS: HOME })),
      { who: ci, gained: false },
    ],
    [
      'everybody comes in',
      keyPlace,
      policy({ ...trust({ AWS: ana }), Action: 'kms:Decrypt', Resource: '*' }),
      policy({ ...trust('*'), Action: 'kms:Decrypt', Resource: '*' }),
      { who: '*', gained: true },
    ],
    [
      'a session comes in the place of its role',
      trustPlace,
      policy(trust({ AWS: `arn:aws:sts::${HOME}:assumed-role/ci/run` })),
      policy(trust({ AWS: ci })),
      { who: `arn:aws:sts::${HOME}:assumed-role/ci/another-session`, gained: true },
    ],
    [
      'another service comes in',
      trustPlace,
      policy(trust({ Service: 'ec2.amazonaws.com' })),
      policy(trust({ Service: ['ec2.amazonaws.com', 'lambda.amazonaws.com'] })),
      { who: 'lambda.amazonaws.com', gained: true },
    ],
    [
      'the organization is another',
      trustPlace,
      policy(trust('*', when('StringEquals', 'aws:PrincipalOrgID', 'o-example'))),
      policy(trust('*', when('StringEquals', 'aws:PrincipalOrgID', 'o-other'))),
      { context: { 'aws:principalorgid': 'o-other' }, gained: true },
    ],
    [
      'a denial comes in',
      userPlace,
      policy(objects()),
      policy(objects(), objects({ Effect: 'Deny', Action: 's3:DeleteObject' })),
      { who: ana, what: 's3:DeleteObject arn:aws:s3:::logs/in/any', gained: false },
    ],
    [
      'a denial of a part comes in',
      groupPlace,
      policy(objects()),
      policy(
        objects(),
        objects({ Effect: 'Deny', Resource: 'arn:aws:s3:::logs/in/secret' }),
      ),
      { who: ana, what: 's3:GetObject arn:aws:s3:::logs/in/secret', gained: false },
    ],
    [
      'a grant on a key is lost',
      userPlace,
      policy(objects(), objects({ Action: 'kms:Decrypt', Resource: KEY })),
      policy(objects()),
      { who: ana, what: `kms:Decrypt ${KEY}`, gained: false },
    ],
    [
      'the folder is no longer the caller’s own',
      userPlace,
      policy(objects({ Resource: `arn:aws:s3:::logs/\${aws:username}/*` })),
      policy(objects({ Resource: 'arn:aws:s3:::logs/ana/*' })),
      { context: { 'aws:username': 'sample' }, gained: false },
    ],
  ])('%s', (_what, place, before, after, difference) => {
    const { isEquivalent, differences } = compare(place, before, after);
    expect(isEquivalent).toBe(false);
    expect(wordsOf(differences)).toContainEqual(expect.objectContaining(difference));
    const back = compare(place, after, before);
    expect(back.differences).toHaveLength(differences.length);
  });

  it('says under which other policies it shows', () => {
    const { differences } = compare(
      trustPlace,
      policy(trust({ AWS: ana })),
      policy(trust({ AWS: [ana, ben] })),
    );
    expect(differences[0]).toMatchObject({
      assuming: 'others-allow',
      before: { decision: 'deny', reason: 'implicit-deny-trust', isAllowed: false },
      after: { decision: 'allow', reason: 'allow-both', isAllowed: true },
    });
  });

  it('only the version in force of a managed policy counts', () => {
    const place: Place = {
      kind: 'managed',
      policyArn: `arn:aws:iam::${AWAY}:policy/shared`,
    };
    const holder = collectFacts({
      accounts: {
        [AWAY]: accountOf({
          UserDetailList: [
            {
              ...userOf(ana),
              AttachedManagedPolicies: [
                { PolicyName: 'shared', PolicyArn: place.policyArn },
              ],
            },
          ],
          Policies: [
            {
              PolicyName: 'shared',
              Arn: place.policyArn,
              DefaultVersionId: 'v2',
              PolicyVersionList: ['v1', 'v2'].map((VersionId) => ({
                VersionId,
                IsDefaultVersion: VersionId === 'v2',
                Document: policy(objects()),
              })),
            },
          ],
        }),
      },
    });
    const pair = {
      world: holder,
      place,
      before: policy(objects()),
      after: policy(objects({ Resource: '*' })),
    };
    const { questions } = questionsWorthAsking(pair);
    expect(comparePolicies(pair, questions)?.isEquivalent).toBe(false);
    const same = { ...pair, after: policy(objects({ Sid: 'Named' })) };
    expect(comparePolicies(same, questions)?.isEquivalent).toBe(true);
  });
});

it.each<[string, Place]>([
  [
    'attached to nobody',
    { kind: 'managed', policyArn: `arn:aws:iam::${AWAY}:policy/shared` },
  ],
  [
    'of a group without members',
    { kind: 'inline', ownerArn: `arn:aws:iam::${AWAY}:group/empty`, policyName: 'own' },
  ],
])('a policy %s speaks for whoever will hold it', (_what, place) => {
  const before = policy(objects());
  const wider = compare(
    place,
    before,
    policy(objects({ Resource: 'arn:aws:s3:::logs/*' })),
  );
  expect(wider.isEquivalent).toBe(false);
  expect(compare(place, before, policy(objects(), objects())).isEquivalent).toBe(true);
});

it('claims nothing when there was nothing to ask', () => {
  const comparison = compare(trustPlace, policy(), policy());
  expect(comparison).toEqual({
    isEquivalent: false,
    isComplete: true,
    asked: 0,
    differences: [],
  });
});

it('compares nothing in a place that is not there', () => {
  const pair = {
    world,
    place: { kind: 'trust', roleArn: `${ROLE}-gone` } as const,
    before: policy(trust('*')),
    after: policy(trust('*')),
  };
  expect(comparePolicies(pair, questionsWorthAsking(pair).questions)).toBeNull();
});

it('asks the same questions each time, and says when there are too many', () => {
  const AWS = Array.from({ length: 100 }, (_, at) => `arn:aws:iam::${AWAY}:user/u${at}`);
  const statements = Array.from({ length: 101 }, (_, at) =>
    shared({ Principal: { AWS }, Resource: `arn:aws:s3:::logs/${at}` }),
  );
  const ask = (total: number) => {
    const document = policy(...statements.slice(0, total));
    return questionsWorthAsking({
      world,
      place: bucketPlace,
      before: document,
      after: document,
    });
  };
  const few = ask(2);
  expect(few.isComplete).toBe(true);
  expect(few.questions).toHaveLength(200);
  expect(ask(2)).toEqual(few);
  const many = ask(101);
  expect(many.isComplete).toBe(false);
  expect(many.questions).toHaveLength(10_000);
});

it('compares the actions of a service by a name that every object has', () => {
  const action = (Action: string) => policy({ Effect: 'Allow', Action, Resource: '*' });
  const { differences } = compare(
    userPlace,
    action('constructor:Get'),
    action('constructor:Put'),
  );
  expect(differences.map(({ question }) => question.action).sort()).toEqual([
    'constructor:Get',
    'constructor:Put',
  ]);
});
