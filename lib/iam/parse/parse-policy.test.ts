import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy';
import { hasEffect, type PolicyKind } from './policy';

const allow = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const trust = { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' };
const codes = (source: unknown, kind: PolicyKind = 'identity') =>
  parsePolicy(source, kind).problems.map(({ code }) => code);

describe('a document that can be used', () => {
  it.each([
    ['an object', { Version: '2012-10-17', Statement: [allow] }],
    ['a lone statement', { Statement: allow }],
    ['JSON text', JSON.stringify({ Statement: allow })],
    ['URL-encoded text', encodeURIComponent(JSON.stringify({ Statement: allow }))],
  ])('may be %s', (_name, source) => {
    const policy = parsePolicy(source, 'identity');
    expect(policy.problems).toEqual([]);
    expect(policy.statements[0]?.effect).toBe('Allow');
  });

  it('grants nothing when one of its operators is unknown', () => {
    const Condition = { StringMatches: { 'aws:username': 'a' } };
    const { statements } = parsePolicy(
      { Statement: [{ ...allow, Condition }, allow] },
      'identity',
    );
    expect(statements.map(({ isUsable }) => isUsable)).toEqual([false, false]);
  });

  it('keeps a sound denial beside an operator that is unknown', () => {
    const odd = { ...allow, Condition: { StringMatches: { 'aws:username': 'a' } } };
    const { statements } = parsePolicy(
      { Statement: [odd, allow, { ...allow, Effect: 'Deny' }] },
      'identity',
    );
    expect(statements.map(hasEffect)).toEqual([false, false, true]);
    expect(statements[2]?.isUsable).toBe(true);
  });

  it('keeps a denial whose operator is unknown, with the conditions that are known', () => {
    const Condition = {
      StringMatches: { 'aws:username': 'a' },
      Bool: { 'aws:SecureTransport': 'false' },
    };
    const [denial] = parsePolicy(
      { Statement: [{ ...allow, Effect: 'Deny', Condition }] },
      'identity',
    ).statements;
    expect(denial?.conditions.map(({ key }) => key)).toEqual(['aws:SecureTransport']);
  });

  it.each(['IpAddress', 'NotIpAddress', 'ForAnyValue:NotIpAddressIfExists'])(
    'grants nothing when %s has a range that is none, and denies whatever it would say',
    (operator) => {
      const Condition = { [operator]: { 'aws:SourceIp': ['10.0.0.0/8', '10.0.0.0/33'] } };
      const { problems, statements } = parsePolicy(
        {
          Statement: [
            { ...allow, Condition },
            allow,
            { ...allow, Effect: 'Deny', Condition },
          ],
        },
        'identity',
      );
      expect(problems).toEqual([]);
      expect(statements.map(hasEffect)).toEqual([false, false, true]);
      expect(statements[2]?.conditions).toEqual([]);
    },
  );

  it('reads unquoted booleans and numbers in conditions', () => {
    const Condition = {
      Bool: { 'aws:SecureTransport': true },
      NumericLessThan: { 's3:max-keys': 5 },
    };
    const [statement] = parsePolicy(
      { Statement: { ...allow, Condition } },
      'identity',
    ).statements;
    expect(statement?.conditions.map(({ values }) => values[0]?.raw)).toEqual([
      'true',
      '5',
    ]);
  });
});

describe('a malformed document', () => {
  it.each<[string, unknown, PolicyKind]>([
    ['invalid-json', '{"Statement": [', 'identity'],
    ['invalid-json', '{"Statement": [], "Statement": []}', 'identity'],
    ['not-an-object', [allow], 'identity'],
    ['unknown-version', { Version: '2020-01-01', Statement: allow }, 'identity'],
    ['unknown-element', { Statement: { ...allow, Actions: 'x' } }, 'identity'],
    ['invalid-effect', { Statement: { ...allow, Effect: 'allow' } }, 'identity'],
    ['exclusive-elements', { Statement: { ...allow, NotAction: 's3:*' } }, 'identity'],
    ['prohibited-principal', { Statement: { ...allow, Principal: '*' } }, 'identity'],
    ['missing-resource', { Statement: { Effect: 'Allow', Action: 's3:*' } }, 'identity'],
    ['missing-principal', { Statement: { Effect: 'Allow', Action: 'sts:*' } }, 'trust'],
    ['prohibited-resource', { Statement: { ...trust, Resource: '*' } }, 'trust'],
    [
      'prohibited-not-principal',
      { Statement: { Effect: 'Deny', NotPrincipal: '*', Action: 'sts:*' } },
      'trust',
    ],
    [
      'invalid-condition',
      { Statement: { ...allow, Condition: { Bool: true } } },
      'identity',
    ],
  ])('is refused as %s and grants nothing', (code, source, kind) => {
    expect(codes(source, kind)).toContain(code);
    expect(parsePolicy(source, kind).statements).toEqual([]);
  });

  it('still denies what it denies readably', () => {
    const denial = { ...allow, Effect: 'Deny' };
    const { problems, statements } = parsePolicy(
      { Statement: [allow, denial, { ...denial, Actions: 'x' }] },
      'identity',
    );
    expect(problems).toHaveLength(1);
    expect(statements.map(({ index, effect }) => [index, effect])).toEqual([[1, 'Deny']]);
  });
});
