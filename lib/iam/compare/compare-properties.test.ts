import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectFacts } from '../facts/world-facts';
import type { CollectedAccount } from '../world';
import { comparePolicies } from './compare-policies';
import type { Place } from './place';
import { questionsWorthAsking } from './questions-worth-asking';

const HOME = '444455556666';
const AWAY = '111122223333';
const arn = (accountId: string, name: string) => `arn:aws:iam::${accountId}:${name}`;
const userOf = (Arn: string) => ({
  Path: '/',
  UserName: Arn.split('/').at(-1) ?? '',
  UserId: `AIDA${Arn.split('/').at(-1)?.toUpperCase()}`,
  Arn,
});
const account = (parts: Partial<CollectedAccount>): CollectedAccount => ({
  UserDetailList: [],
  GroupDetailList: [],
  RoleDetailList: [],
  Policies: [],
  ...parts,
});
const world = collectFacts({
  accounts: {
    [HOME]: account({
      UserDetailList: [userOf(arn(HOME, 'user/kim'))],
      RoleDetailList: [
        {
          Path: '/',
          RoleName: 'shared',
          RoleId: 'AROASHARED',
          Arn: arn(HOME, 'role/shared'),
          AssumeRolePolicyDocument: null,
        },
      ],
      Buckets: [{ Name: 'logs', Policy: null }],
    }),
    [AWAY]: account({
      UserDetailList: ['user/ana', 'user/ben'].map((name) => userOf(arn(AWAY, name))),
    }),
  },
});

type Statement = {
  Effect: 'Allow' | 'Deny';
  Principal?: { AWS: string[] };
  Action: string[];
  Resource?: string[];
  Condition?: Record<string, Record<string, string[]>>;
};
type Kind = { place: Place; statement: fc.Arbitrary<Statement> };

const some = (...values: string[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const condition = fc.dictionary(
  fc.constantFrom('StringEquals', 'StringLike', 'StringNotLike', 'StringEqualsIfExists'),
  fc.dictionary(
    fc.constantFrom('sts:ExternalId', 'aws:RequestedRegion', 'aws:PrincipalArn'),
    some('a', 'b', 'a*', 'arn:aws:iam::111122223333:user/*'),
    { minKeys: 1, maxKeys: 2 },
  ),
  { minKeys: 1, maxKeys: 1 },
);
const common = {
  Effect: fc.constantFrom<'Allow' | 'Deny'>('Allow', 'Allow', 'Allow', 'Deny'),
  Condition: condition,
};
const principal = fc.record({
  AWS: some(
    HOME,
    arn(AWAY, 'root'),
    arn(AWAY, 'user/ana'),
    arn(AWAY, 'user/ben'),
    arn(HOME, 'user/kim'),
  ),
});
const resources = some(
  'arn:aws:s3:::logs',
  'arn:aws:s3:::logs/*',
  'arn:aws:s3:::logs/in/*',
  'arn:aws:s3:::logs/in/a',
);
const s3Actions = some(
  's3:GetObject',
  's3:Get*',
  's3:*Object',
  's3:PutObject',
  's3:ListBucket',
);
const KINDS: Record<string, Kind> = {
  trust: {
    place: { kind: 'trust', roleArn: arn(HOME, 'role/shared') },
    statement: fc.record(
      {
        ...common,
        Principal: principal,
        Action: some('sts:AssumeRole', 'sts:TagSession', 'sts:*'),
      },
      { requiredKeys: ['Effect', 'Principal', 'Action'] },
    ),
  },
  bucket: {
    place: { kind: 'bucket', bucketName: 'logs' },
    statement: fc.record(
      { ...common, Principal: principal, Action: s3Actions, Resource: resources },
      { requiredKeys: ['Effect', 'Principal', 'Action', 'Resource'] },
    ),
  },
  inline: {
    place: { kind: 'inline', ownerArn: arn(AWAY, 'user/ana'), policyName: 'own' },
    statement: fc.record(
      { ...common, Action: s3Actions, Resource: resources },
      { requiredKeys: ['Effect', 'Action', 'Resource'] },
    ),
  },
};

/** One rewriting that keeps the meaning, at a place that a number picks. */
type Reshape = (statements: Statement[], pick: number) => Statement[];

const at = (statements: Statement[], pick: number): number => pick % statements.length;

const splitting =
  (parts: (statement: Statement) => Statement[]): Reshape =>
  (statements, pick) =>
    statements.flatMap((one, index) =>
      index === at(statements, pick) ? parts(one) : [one],
    );

const RESHAPES: Record<string, Reshape> = {
  'split by principal': splitting((one) =>
    one.Principal
      ? one.Principal.AWS.map((AWS) => ({ ...one, Principal: { AWS: [AWS] } }))
      : [one],
  ),
  'split by action': splitting((one) =>
    one.Action.map((Action) => ({ ...one, Action: [Action] })),
  ),
  'split by resource': splitting((one) =>
    one.Resource
      ? one.Resource.map((Resource) => ({ ...one, Resource: [Resource] }))
      : [one],
  ),
  'merge equals but for the action': (statements, pick) => {
    const first = statements[at(statements, pick)];
    const bare = (one?: Statement) => JSON.stringify({ ...one, Action: null });
    const [same, others] = [true, false].map((isSame) =>
      statements.filter((one) => (bare(one) === bare(first)) === isSame),
    );
    const Action = [...new Set(same?.flatMap((one) => one.Action))];
    return first ? [...(others ?? []), { ...first, Action }] : statements;
  },
  duplicate: (statements, pick) => [
    ...statements,
    ...statements.slice(at(statements, pick)),
  ],
  reverse: (statements) => statements.toReversed(),
  'name accounts otherwise': (statements) =>
    statements.map((one) =>
      one.Principal
        ? { ...one, Principal: { AWS: one.Principal.AWS.map(otherName) } }
        : one,
    ),
  'letter case': (statements) =>
    statements.map((one) => ({
      ...one,
      Action: one.Action.map((name) => name.toUpperCase()),
    })),
};

const otherName = (entry: string): string =>
  /^\d{12}$/.test(entry)
    ? arn(entry, 'root')
    : entry.replace(/^arn:.*::(\d{12}):root$/, '$1');

/** Lists of one as the one, as AWS writes them. */
const policyOf = (Statement: Statement[]) => ({
  Version: '2012-10-17',
  Statement: JSON.parse(JSON.stringify(Statement), (_key, value) =>
    Array.isArray(value) && value.length === 1 && typeof value[0] === 'string'
      ? value[0]
      : value,
  ),
});

function compare(place: Place, before: Statement[], after: Statement[]) {
  const pair = {
    world,
    place,
    before: { Version: '2012-10-17', Statement: before },
    after: policyOf(after),
  };
  const { questions, isComplete } = questionsWorthAsking(pair);
  const comparison = comparePolicies(pair, questions);
  return { ...comparison, isComplete };
}

const reshapes = fc.array(
  fc.tuple(fc.constantFrom(...Object.values(RESHAPES)), fc.nat({ max: 20 })),
  { minLength: 1, maxLength: 5 },
);

describe.each(Object.entries(KINDS))('any %s policy', (_name, { place, statement }) => {
  const statements = fc.array(statement, { minLength: 1, maxLength: 3 });

  it('means the same after any rewriting that keeps its meaning', () => {
    fc.assert(
      fc.property(statements, reshapes, (before, list) => {
        const after = list.reduce((now, [reshape, pick]) => reshape(now, pick), before);
        const { isEquivalent, differences } = compare(place, before, after);
        expect(differences).toEqual([]);
        expect(isEquivalent).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('means something else when one grant is denied', () => {
    fc.assert(
      fc.property(statements, fc.nat({ max: 2 }), (given, pick) => {
        const before = given.map((one): Statement => {
          const { Condition: _, ...open } = one;
          return { ...open, Effect: 'Allow' };
        });
        const chosen = before[pick % before.length] ?? before[0];
        const denial: Statement[] = chosen ? [{ ...chosen, Effect: 'Deny' }] : [];
        const { isEquivalent, differences = [] } = compare(place, before, [
          ...denial,
          ...before,
        ]);
        expect(isEquivalent).toBe(false);
        expect(differences.every(({ after }) => !after.isAllowed)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('means something else when somebody or something comes in', () => {
    fc.assert(
      fc.property(statements, (given) => {
        const before = given.map((one): Statement => ({ ...one, Effect: 'Allow' }));
        const more: Statement = {
          Effect: 'Allow',
          Action: [place.kind === 'trust' ? 'sts:AssumeRole' : 's3:DeleteBucket'],
          ...(place.kind === 'trust' ? {} : { Resource: ['arn:aws:s3:::logs'] }),
          ...(place.kind === 'inline'
            ? {}
            : { Principal: { AWS: [arn('222233334444', 'user/newcomer')] } }),
        };
        const { isEquivalent, differences = [] } = compare(place, before, [
          ...before,
          more,
        ]);
        expect(isEquivalent).toBe(false);
        expect(differences.every(({ after }) => after.isAllowed)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});
