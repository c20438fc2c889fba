import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  arn,
  IDENTITY_STATEMENT,
  KINDS,
  type Statement,
  world,
} from '../fakes/any-policy';
import type { PolicyKind } from '../parse/policy';
import { comparePolicies } from './compare-policies';
import { questionsWorthAsking } from './questions-worth-asking';
import { type Stage, stagesFor } from './stage';

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

function compare(stage: Stage, before: Statement[], after: Statement[]) {
  const pair = {
    ...stage,
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

type Case = Stage & { statement: fc.Arbitrary<Statement> };

const staged = (
  kind: 'boundary' | 'session' | 'scp' | 'rcp',
  statement: fc.Arbitrary<Statement>,
): Case => {
  const [stage] = stagesFor([], kind).stages;
  if (!stage) throw new Error('no stage');
  return { ...stage, statement };
};

const CASES: Record<string, Case> = {
  ...Object.fromEntries(
    Object.entries(KINDS).map(([kind, one]) => [kind, { ...one, world }]),
  ),
  boundary: staged('boundary', IDENTITY_STATEMENT),
  session: staged('session', IDENTITY_STATEMENT),
  'service control': staged('scp', IDENTITY_STATEMENT),
};

const DELETION: Statement = {
  Effect: 'Allow',
  Action: ['s3:DeleteBucket'],
  Resource: ['arn:aws:s3:::logs'],
};
const NEWCOMER = { AWS: [arn('222233334444', 'user/newcomer')] };

/** A statement that lets in somebody or something that no other does. */
function grantOf({ place: { kind } }: Stage): Statement {
  if (kind === 'trust')
    return { Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: NEWCOMER };
  return kind === 'bucket' ? { ...DELETION, Principal: NEWCOMER } : DELETION;
}

describe.each(Object.entries(CASES))(
  'any %s policy',
  (_name, { statement, ...stage }) => {
    const statements = fc.array(statement, { minLength: 1, maxLength: 3 });

    it('means the same after any rewriting that keeps its meaning', () => {
      checkReshapes(stage, statements);
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
          const after = [...denial, ...before];
          const { isEquivalent, differences = [] } = compare(stage, before, after);
          expect(isEquivalent).toBe(false);
          expect(differences.every((one) => !one.after.isAllowed)).toBe(true);
        }),
        { numRuns: 15 },
      );
    });

    it('means something else when somebody or something comes in', () => {
      fc.assert(
        fc.property(statements, (given) => {
          const before = given.map((one): Statement => ({ ...one, Effect: 'Allow' }));
          const after = [...before, grantOf(stage)];
          const { isEquivalent, differences = [] } = compare(stage, before, after);
          expect(isEquivalent).toBe(false);
          expect(differences.every((one) => one.after.isAllowed)).toBe(true);
        }),
        { numRuns: 15 },
      );
    });
  },
);

describe('any resource control policy', () => {
  const denial = IDENTITY_STATEMENT.map(
    (one): Statement => ({ ...one, Effect: 'Deny', Principal: { AWS: ['*'] } }),
  );
  const { statement, ...stage } = staged('rcp', denial);
  const statements = fc.array(statement, { minLength: 1, maxLength: 3 });

  it('means the same after any rewriting that keeps its meaning', () => {
    checkReshapes(stage, statements);
  });

  it('means something else when it denies something more', () => {
    fc.assert(
      fc.property(statements, (before) => {
        const more: Statement = {
          ...DELETION,
          Effect: 'Deny',
          Principal: { AWS: ['*'] },
        };
        const { isEquivalent, differences = [] } = compare(stage, before, [
          ...before,
          more,
        ]);
        expect(isEquivalent).toBe(false);
        expect(differences.every((one) => !one.after.isAllowed)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });
});

const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b'];
const inPartition = <T>(statements: T[], partition: string): T[] =>
  JSON.parse(JSON.stringify(statements).replaceAll('arn:aws:', `arn:${partition}:`));

/** Whether any world that the documents need shows a difference. */
function differ(kind: PolicyKind, before: object[], after: object[]): boolean {
  const documents = [before, after].map((one) => ({
    Version: '2012-10-17',
    Statement: one,
  }));
  return stagesFor(documents, kind).stages.some((stage) => {
    const pair = { ...stage, before: documents[0], after: documents[1] };
    const { questions } = questionsWorthAsking(pair);
    return (comparePolicies(pair, questions)?.differences.length ?? 0) > 0;
  });
}

const AWAY = '111122223333';
const ISSUER = 'oidc-provider/token.actions.githubusercontent.com';
const granted = (Action: string, Resource: string) => ({
  Effect: 'Allow',
  Action: [Action],
  Resource: [Resource],
});
const letIn = (Principal: object, Action = 'sts:AssumeRole') => ({
  Effect: 'Allow',
  Principal,
  Action: [Action],
});
const FRESH: [PolicyKind, object][] = [
  ['identity', granted('s3:DeleteBucket', 'arn:aws:s3:::logs')],
  ['identity', granted('dynamodb:GetItem', '*')],
  ['identity', granted('s3:GetObject', 'arn:aws:s3:::fresh/*')],
  ['identity', granted('iam:PassRole', `arn:aws:iam::${AWAY}:role/fresh`)],
  ['identity', granted('*', `arn:aws:sqs:eu-west-1:${AWAY}:fresh`)],
  ['identity', granted('ssm:StartSession', `arn:aws:ec2:eu-west-1:${AWAY}:instance/i-1`)],
  ['trust', letIn({ AWS: '222233334444' })],
  ['trust', letIn({ AWS: arn('222233334444', 'role/fresh') })],
  ['trust', letIn({ Service: 'fresh.amazonaws.com' })],
  ['trust', letIn({ Federated: arn(AWAY, ISSUER) }, 'sts:AssumeRoleWithWebIdentity')],
];

it.each(FRESH)('one grant more in a %s policy shows: %j', (kind, more) => {
  const base = kind === 'trust' ? KINDS['trust']?.statement : IDENTITY_STATEMENT;
  const given = fc.array(base ?? IDENTITY_STATEMENT, { maxLength: 3 });
  fc.assert(
    fc.property(given, fc.constantFrom(...PARTITIONS), (statements, partition) => {
      const allowed = statements.map((one) => ({ ...one, Effect: 'Allow' }));
      const [before, after] = [allowed, [...allowed, more]].map((one) =>
        inPartition<object>(one, partition),
      );
      expect(differ(kind, before ?? [], after ?? [])).toBe(true);
    }),
    { numRuns: 6 },
  );
});

const VALUES: Record<string, (at: number) => string> = {
  StringEquals: (at) => `value-${at}`,
  StringLike: (at) => `repo:acme/app-${at}:*`,
  StringNotEquals: (at) => `value-${at}`,
  'ForAnyValue:StringLike': (at) => `team-${at}-*`,
  'ForAllValues:StringEquals': (at) => `key-${at}`,
  ArnLike: (at) => `arn:aws:iam::111122223333:role/app-${at}-*`,
  IpAddress: (at) => `10.${at}.0.0/16`,
  NumericEquals: (at) => `${at}`,
};

it.each(Object.keys(VALUES))('one value more of %s shows', (operator) => {
  const keys = fc.constantFrom('sts:ExternalId', 'aws:PrincipalArn', 'aws:SourceIp');
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 40 }), (key, total) => {
      const values = Array.from({ length: total + 1 }, (_, at) => VALUES[operator]?.(at));
      const [before, after] = [values.slice(0, -1), values].map((some) => [
        {
          ...letIn({ AWS: '222233334444' }),
          Condition: { [operator]: { [key]: some } },
        },
      ]);
      expect(differ('trust', before ?? [], after ?? [])).toBe(true);
    }),
    { numRuns: 6 },
  );
});

function checkReshapes(stage: Stage, statements: fc.Arbitrary<Statement[]>): void {
  fc.assert(
    fc.property(statements, reshapes, (before, list) => {
      const after = list.reduce((now, [reshape, pick]) => reshape(now, pick), before);
      const { isEquivalent, differences } = compare(stage, before, after);
      expect(differences).toEqual([]);
      expect(isEquivalent).toBe(true);
    }),
    { numRuns: 15 },
  );
}
