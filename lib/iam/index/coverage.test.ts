import { describe, expect, it } from 'vitest';
import { unreadDocument } from '../gather/shelf';
import { parsePolicy } from '../parse/parse-policy';
import { accountAimedAt, arnAimedAt } from './by-aim';
import { compilePolicies } from './compiled-policies';
import { coverageOf, coverOf } from './coverage';

const ROLE = 'arn:aws:iam::111111111111:role/deploy';
const GRANT = { Effect: 'Allow', Action: 'sts:AssumeRole' };
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const REF = { name: 'p', arn: null, kind: 'inline', owner: '', accountId: null } as const;

const shelfOf = (statements: object[], unreadArns: string[] = []) => {
  const document = { Version: '2012-10-17', Statement: statements };
  const policy = parsePolicy(document, 'identity');
  expect(policy.problems).toEqual([]);
  return {
    policies: [{ ref: REF, policy }],
    unread: unreadArns.map((arn) => unreadDocument(arn)),
  };
};

const compiled = (
  statements: object[],
  { unreadArns, boundary }: { unreadArns?: string[]; boundary?: object[] } = {},
) =>
  coverageOf(
    compilePolicies(
      {
        identity: shelfOf(statements, unreadArns),
        boundaryArn: boundary ? 'arn:aws:iam::111111111111:policy/boundary' : null,
        boundary: boundary ? shelfOf(boundary) : null,
      },
      [],
    ),
  );

const grantOf = (rest: object) => compiled([{ ...GRANT, ...rest }]);

describe('how surely a grant covers a role', () => {
  it.each<[string, object]>([
    ['every resource', { Resource: '*' }],
    ['its ARN', { Resource: ROLE }],
    ['a pattern', { Resource: 'arn:aws:iam::*:role/d*' }],
    ['all but other roles', { NotResource: 'arn:aws:iam::*:role/other' }],
    [
      'all but what a variable cannot stand for here',
      { NotResource: `arn:aws:iam::222222222222:role/\${aws:username}` },
    ],
  ])('sure: %s', (_, rest) => {
    expect(coverOf(grantOf(rest), ROLE)).toBe('sure');
  });

  it.each<[string, object]>([
    ['under a condition', { Resource: '*', Condition: MFA }],
    ['by a variable', { Resource: `arn:aws:iam::*:role/\${aws:username}` }],
    ['all but a variable', { NotResource: `arn:aws:iam::*:role/\${aws:username}` }],
  ])('maybe: %s', (_, rest) => {
    expect(coverOf(grantOf(rest), ROLE)).toBe('maybe');
  });

  it.each<[string, object]>([
    ['another role', { Resource: 'arn:aws:iam::111111111111:role/other' }],
    ['all but it', { NotResource: ROLE }],
    ['another action', { Action: 's3:*', Resource: '*' }],
    [
      'a variable that begins unlike it',
      { Resource: `arn:aws:iam::222222222222:role/\${aws:username}` },
    ],
    [
      'a variable where none act',
      { Resource: `arn:aws:iam::\${aws:PrincipalAccount}:role/*` },
    ],
  ])('no: %s', (_, rest) => {
    expect(coverOf(grantOf(rest), ROLE)).toBe('no');
  });

  it('a policy that nobody read may cover any role', () => {
    const unreadArns = ['arn:aws:iam::111111111111:policy/gone'];
    expect(coverOf(compiled([], { unreadArns }), ROLE)).toBe('maybe');
    expect(coverOf(compiled([]), ROLE)).toBe('no');
  });
});

describe('policies that do nothing but allow', () => {
  const all = { ...GRANT, Resource: '*' };

  it('stand for each other where they cover every role', () => {
    expect(compiled([all])).toMatchObject({ isPlain: true, isEverything: true });
    expect(grantOf({ Resource: ROLE })).toMatchObject({
      isPlain: true,
      isEverything: false,
    });
  });

  it.each<[string, ReturnType<typeof compiled>]>([
    ['a denial', compiled([all, { ...all, Effect: 'Deny', Condition: MFA }])],
    ['a boundary', compiled([all], { boundary: [all] })],
    ['an unread policy', compiled([all], { unreadArns: ['arn:aws:iam::aws:policy/X'] })],
  ])('%s makes an end of that', (_, coverage) => {
    expect(coverage).toMatchObject({ isPlain: false, isEverything: false });
  });
});

describe('the roles that grants can cover are found', () => {
  const other = 'arn:*:iam::222222222222:role/*';
  const own = `arn:aws:iam::222222222222:role/\${aws:username}`;
  const wide = 'arn:aws:iam::*:role/deploy';
  it.each<[string, object, [string[], string[], string[]]]>([
    ['by their ARNs', { Resource: [ROLE] }, [[ROLE], [], []]],
    [
      'by the accounts that patterns name, in spite of a variable',
      { Resource: ['arn:aws:iam::111111111111:role/d*', own] },
      [[], ['111111111111', '222222222222'], []],
    ],
    [
      'by patterns that leave the account open',
      { Resource: [ROLE, other, wide] },
      [[ROLE], [], [other, wide]],
    ],
    ['nowhere', { Action: 's3:*', Resource: '*' }, [[], [], []]],
  ])('%s', (_, rest, [roleArns, accounts, patterns]) => {
    const targets = grantOf(rest).targets ?? [];
    const open = targets.filter((one) => arnAimedAt(one) === null);
    const told = (found: (string | null)[]) => found.filter((one) => one !== null);
    expect(told(targets.map(arnAimedAt))).toEqual(roleArns);
    expect(told(open.map(accountAimedAt))).toEqual(accounts);
    expect(
      open.filter((one) => accountAimedAt(one) === null).map(({ raw }) => raw),
    ).toEqual(patterns);
  });

  it.each<[string, ReturnType<typeof compiled>]>([
    ['all but some are covered', grantOf({ NotResource: ROLE })],
    [
      'a policy was not read',
      compiled([], { unreadArns: ['arn:aws:iam::aws:policy/X'] }),
    ],
  ])('anywhere, where %s', (_, { targets }) => {
    expect(targets).toBeNull();
  });
});
