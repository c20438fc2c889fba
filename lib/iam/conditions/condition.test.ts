import { describe, expect, it } from 'vitest';
import { type KeyState, parseTemplate } from '../parse/template';
import { judgeCondition, type Verdict } from './condition';
import { parseOperator } from './operator';

function judge(name: string, values: string[], got: KeyState): Verdict {
  const operator = parseOperator(name);
  if (!operator) throw new Error(`no operator ${name}`);
  const templates = values.map((value) => parseTemplate(value, operator.takesVariables));
  const lookup = (key: string): KeyState =>
    key === 'k' ? got : key === 'known' ? ['v'] : 'absent';
  return judgeCondition({ operator, key: 'k', values: templates }, lookup);
}

describe('a condition on a key that is there', () => {
  it.each<[string, string[], string[], boolean]>([
    ['StringEquals', ['a*'], ['a*'], true],
    ['StringEquals', ['a*'], ['ab'], false],
    ['StringNotEquals', ['a', 'b'], ['b'], false],
    ['StringEqualsIgnoreCase', ['Dev'], ['dEV'], true],
    ['StringLike', ['a?c*'], ['abcde'], true],
    ['StringLike', ['a.c'], ['abc'], false],
    ['StringNotLike', ['repo:acme/*'], ['repo:other/x'], true],
    ['NumericEquals', ['10'], ['10.0'], true],
    ['NumericLessThan', ['ten'], ['9'], false],
    ['NumericGreaterThanEquals', ['-1.5'], ['-1.5'], true],
    ['DateLessThan', ['2026-01-01'], ['2025-12-31T23:59:59Z'], true],
    ['DateEquals', ['2026-01-01T02:00:00+02:00'], ['1767225600'], true],
    ['DateGreaterThan', ['2026-01'], ['2026-01-01T00:00:01Z'], true],
    ['DateEquals', ['1970-01-01'], ['0'], true],
    ['DateEquals', ['1970-01-01T00:00:05Z'], ['5'], true],
    ['DateEquals', ['1969-12-31T23:59:59Z'], ['-1'], true],
    ['DateLessThan', ['1970-01-01'], ['-2026'], true],
    ['DateEquals', ['2026-01-01'], ['2026'], true],
    ['DateEquals', ['1970-01-01T00:33:46.5Z'], ['2026.5'], true],
    ['Bool', ['TRUE'], ['true'], true],
    ['BinaryEquals', ['QmluYXJ5'], ['QmluYXJ5'], true],
    ['BinaryEquals', ['!'], ['!'], false],
    ['IpAddress', ['198.51.100.0/24', '2001:db8::/32'], ['2001:0DB8:0:0::1'], true],
    ['IpAddress', ['0.0.0.0/0'], ['2001:db8::1'], false],
    ['IpAddress', ['198.51.100.7'], ['198.51.100.8'], false],
    ['NotIpAddress', ['198.51.100.0/24'], ['203.0.113.1'], true],
    [
      'ArnLike',
      ['arn:aws:iam::*:role/ci-*'],
      ['arn:aws:iam::111122223333:role/ci-a/b'],
      true,
    ],
    ['ArnLike', ['arn:aws:*:role/x'], ['arn:aws:iam::111122223333:role/x'], false],
    [
      'ArnNotEquals',
      ['arn:aws:iam::111122223333:role/x'],
      ['arn:aws:iam::111122223333:role/y'],
      true,
    ],
    ['Null', ['false'], ['x'], true],
    ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'c'], false],
    ['ForAnyValue:StringEquals', ['a', 'b'], ['c', 'b'], true],
    ['ForAnyValue:StringNotEquals', ['a'], ['a', 'b'], true],
    ['ForAllValues:StringNotEquals', ['a'], ['a', 'b'], false],
    ['StringEquals', [`\${known}`], ['v'], true],
    ['StringEquals', [`\${missing}`], ['v'], false],
    ['StringNotEquals', [`\${missing}`], ['v'], true],
    ['StringEquals', [`\${missing, 'v'}`], ['v'], true],
  ])('%s %j finds %j to be %s', (name, values, got, expected) => {
    expect(judge(name, values, got)).toBe(expected);
  });
});

describe('a condition on a missing key', () => {
  it.each<[string, boolean]>([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['StringEqualsIfExists', true],
    ['NotIpAddress', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
  ])('%s is %s', (name, expected) => {
    expect(judge(name, ['a'], 'absent')).toBe(expected);
  });

  it('satisfies Null true', () => {
    expect(judge('Null', ['true'], 'absent')).toBe(true);
  });
});

describe('a condition on a key nobody knows', () => {
  it.each(['StringEquals', 'StringEqualsIfExists', 'Null'])('%s stays open', (name) => {
    expect(judge(name, ['true'], 'unknown')).toEqual({ unknownKeys: ['k'] });
  });
});

it.each(['StringMatches', 'NullIfExists', 'ForAllValues:Null', ''])(
  'knows no operator %j',
  (name) => {
    expect(parseOperator(name)).toBeNull();
  },
);
