import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../compare/compare-policies';
import { questionsWorthAsking } from '../compare/questions-worth-asking';
import { HOME, KINDS, type Statement, world } from '../fakes/any-policy';
import { policyCharacters } from '../validate/policy-size';
import { compactPolicy } from './compact-policy';

const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const VENDOR = '999900001111';
const trust = (AWS: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS },
  Action: 'sts:AssumeRole',
  ...more,
});
const withExternalId = (value: string) => ({
  Condition: { StringEquals: { 'sts:ExternalId': value } },
});
const ROOT = `arn:aws:iam::${VENDOR}:root`;
const SCANNER = `arn:aws:iam::${VENDOR}:role/scanner`;
const statementsOf = (document: unknown, homeId?: string) =>
  (compactPolicy(document, homeId) as { Statement: unknown }).Statement;

it.each([
  [
    'statements that differ in their actions become one',
    [allow('s3:GetObject'), allow('s3:PutObject')],
    allow(['s3:GetObject', 's3:PutObject']),
  ],
  [
    'an action that a pattern covers goes, whatever its letter case',
    [allow(['S3:get*', 's3:GetObject', 's3:GetObjectAcl'])],
    allow('S3:get*'),
  ],
  [
    'a resource that a pattern covers goes',
    [allow('s3:GetObject', ['arn:aws:s3:::logs/in/a', 'arn:aws:s3:::logs/*'])],
    allow('s3:GetObject', 'arn:aws:s3:::logs/*'),
  ],
  [
    'a statement that a wider one covers goes, with its condition',
    [allow('s3:*'), allow('s3:GetObject', '*', withExternalId('x'))],
    allow('s3:*'),
  ],
  [
    'principals of equal statements come together',
    [trust(SCANNER, { Sid: 'One' }), trust(ROOT.replace(VENDOR, HOME), { Sid: 'Two' })],
    trust([SCANNER, ROOT.replace(VENDOR, HOME)], { Sid: 'One' }),
  ],
  [
    'values of one key come together',
    [trust(ROOT, withExternalId('a')), trust(ROOT, withExternalId('b'))],
    trust(ROOT, { Condition: { StringEquals: { 'sts:ExternalId': ['a', 'b'] } } }),
  ],
])('%s', (_, given, expected) => {
  expect(statementsOf(policy(...given))).toEqual(expected);
});

describe('a policy is left alone where fewer words would say something else', () => {
  it.each([
    [
      'a grant and a denial',
      [allow('s3:Get*'), allow('s3:GetObject', '*', { Effect: 'Deny' })],
    ],
    [
      'values of a negated test',
      ['a', 'b'].map((value) =>
        allow('s3:GetObject', '*', {
          Condition: { StringNotEquals: { 'aws:PrincipalTag/team': value } },
        }),
      ),
    ],
    [
      'values that are looked at together',
      ['a', 'b'].map((value) =>
        allow('s3:GetObject', '*', {
          Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': value } },
        }),
      ),
    ],
    [
      'what is left out',
      ['s3:Get*', 's3:Put*'].map((NotAction) => ({
        Effect: 'Allow',
        NotAction,
        Resource: '*',
      })),
    ],
    [
      'statements that differ twice',
      [
        allow('s3:GetObject', 'arn:aws:s3:::a/*'),
        allow('s3:PutObject', 'arn:aws:s3:::b/*'),
      ],
    ],
  ])('%s', (_, given) => {
    expect(compactPolicy(policy(...given))).toEqual(policy(...given));
  });

  it.each([
    ['a variable', ['arn:aws:s3:::a/*', `arn:aws:s3:::a/\${aws:username}`]],
    ['one character beside a run of them', ['arn:aws:s3:::a?', 'arn:aws:s3:::?*']],
  ])('%s', (_, resources) => {
    const given = allow('s3:GetObject', resources);
    expect(statementsOf(policy(given))).toEqual(given);
  });

  it('a principal beside its own account, which lets it in by itself', () => {
    const both = policy(trust([SCANNER, ROOT]), trust(SCANNER, withExternalId('x')));
    expect(statementsOf(both, VENDOR)).toContainEqual(trust([SCANNER, ROOT]));
    expect(statementsOf(both, HOME)).toContainEqual(trust(ROOT));
  });
});

it.each([
  [null],
  [[]],
  ['{'],
  [{ Version: '2012-10-17' }],
  [policy('text', 1)],
  [policy(null)],
])('gives %j back as it is', (document) => {
  expect(compactPolicy(document)).toEqual(document);
});

describe.each(Object.entries(KINDS))('any %s policy', (_name, { place, statement }) => {
  // Alike statements are what there is to compact.
  const alike = fc
    .tuple(statement, fc.array(statement, { maxLength: 3 }), fc.array(fc.nat({ max: 3 })))
    .map(([first, others, picks]) => {
      const all = [first, ...others];
      const more = picks.slice(0, 3).map((pick): Statement => {
        const { Action, ...rest } = all[pick % all.length] ?? first;
        return { ...first, ...rest, Action: [...first.Action, ...Action] };
      });
      return policy(...all, ...more);
    });

  it('means the same when it is compacted, and is never longer', () => {
    fc.assert(
      fc.property(alike, (before) => {
        const after = compactPolicy(before, place.kind === 'trust' ? HOME : null);
        const pair = { world, place, before, after };
        const { questions, isComplete } = questionsWorthAsking(pair);
        const comparison = comparePolicies(pair, questions);
        const isWhole = isComplete && comparison?.isComplete;
        expect({ ...comparison, isComplete: isWhole }).toMatchObject({
          isEquivalent: true,
          isComplete: true,
          differences: [],
        });
        const [long, short] = [before, after].map((one) =>
          policyCharacters(JSON.stringify(one)),
        );
        expect(short).toBeLessThanOrEqual(long ?? 0);
      }),
      { numRuns: 40 },
    );
  });

  it('is compacted once and for all', () => {
    fc.assert(
      fc.property(alike, (before) => {
        const once = compactPolicy(before, HOME);
        expect(compactPolicy(once, HOME)).toEqual(once);
      }),
    );
  });
});
