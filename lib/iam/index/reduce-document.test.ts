import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../parse/parse-policy';
import { makePools } from './pools';
import {
  MALFORMED,
  type ReducedDocument,
  reduceDocument,
  SILENT,
} from './reduce-document';

const GRANT = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
const DENIAL = { ...GRANT, Effect: 'Deny' };
const UNKNOWN_OPERATOR = { StringEqual: { 'sts:ExternalId': 'red' } };

const { documents } = makePools();
const reduced = (source: unknown): ReducedDocument =>
  reduceDocument(source, 'identity', documents);
const effectsOf = ({ Statement }: ReducedDocument) =>
  Statement.map((statement) => statement['Effect']);

describe('a document is reduced to what bears on taking roles', () => {
  it('statements about other actions go', () => {
    const other = { Effect: 'Deny', Action: 's3:*', Resource: '*' };
    expect(reduced({ Statement: [other, GRANT] })).toBe(reduced({ Statement: GRANT }));
    expect(reduced({ Statement: other })).toBe(SILENT);
  });

  it('equal ones are one object, however they spell actions and whatever their Sids', () => {
    const spelled = {
      ...GRANT,
      Sid: 'One',
      Action: ['STS:assumerole', 'ec2:RunInstances'],
    };
    const text = JSON.stringify({ Version: '2008-10-17', Statement: [spelled] });
    expect(reduced(encodeURIComponent(text))).toBe(reduced({ Statement: GRANT }));
  });

  it('a NotAction becomes the actions that it leaves', () => {
    const { Action: _, ...rest } = GRANT;
    const { Statement } = reduced({ Statement: { ...rest, NotAction: 'sts:Assume*' } });
    expect(Statement).toEqual([
      { ...rest, Action: ['sts:TagSession', 'sts:SetSourceIdentity'] },
    ]);
  });

  it('the version stays where variables make a difference', () => {
    const statement = { ...GRANT, Resource: `arn:aws:iam::*:role/\${aws:username}` };
    const [old, current] = [undefined, '2012-10-17'].map((Version) =>
      reduced({ ...(Version && { Version }), Statement: statement }),
    );
    expect(old?.Version).toBeUndefined();
    expect(current?.Version).toBe('2012-10-17');
  });
});

describe('a damaged document grants nothing and denies what can be read', () => {
  it.each<[string, unknown]>([
    ['an element too many', { Statement: [GRANT, DENIAL], Foo: 1 }],
    ['a broken statement', { Statement: [GRANT, DENIAL, 'broken'] }],
  ])('with %s', (_, source) => {
    const document = reduced(source);
    expect(effectsOf(document)).toEqual(['Deny']);
    expect(parsePolicy(document, 'identity').problems).not.toEqual([]);
  });

  it('beyond reading, or without a denial left, it is the one malformed document', () => {
    expect(reduced('{broken')).toBe(MALFORMED);
    expect(reduced({ Statement: GRANT, Foo: 1 })).toBe(MALFORMED);
    expect(parsePolicy(MALFORMED, 'trust').problems).not.toEqual([]);
  });

  it.each<[string, object]>([
    ['an operator that IAM does not have', UNKNOWN_OPERATOR],
    ['a range that is none', { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/33' } }],
  ])('%s spoils every grant, even beside other actions', (_, Condition) => {
    const odd = { Effect: 'Allow', Action: 's3:*', Resource: '*', Condition };
    expect(effectsOf(reduced({ Statement: [odd, GRANT, DENIAL] }))).toEqual(['Deny']);
    expect(reduced({ Statement: [odd, GRANT] })).toBe(SILENT);
  });
});
