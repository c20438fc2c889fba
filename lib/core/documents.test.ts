import { expect, it } from 'vitest';
import { diffStatements } from './diff-statements';
import { sameDocument } from './same-document';

const policy = (...Statement: unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const allow = { Sid: 'A', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

it.each([
  ['white space', policy(allow), JSON.stringify(JSON.parse(policy(allow)), null, 4)],
  ['a list of one', policy(allow), policy({ ...allow, Action: ['s3:GetObject'] })],
  [
    'a lone statement',
    policy(allow),
    '{"Version":"2012-10-17","Statement":{"Sid":"A","Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}',
  ],
  [
    'the order of values',
    policy({ ...allow, Action: ['a:b', 'c:d'] }),
    policy({ ...allow, Action: ['c:d', 'a:b'] }),
  ],
  [
    'an account ID for its root ARN',
    policy({
      Effect: 'Allow',
      Principal: { AWS: '111122223333' },
      Action: 'sts:AssumeRole',
    }),
    policy({
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'sts:AssumeRole',
    }),
  ],
])('takes documents that differ by %s for the same', (_, a, b) => {
  expect(sameDocument(a, b)).toBe(true);
});

it.each([
  ['a value', policy(allow), policy({ ...allow, Resource: 'arn:aws:s3:::x' })],
  ['a statement', policy(allow), policy(allow, allow)],
  [
    'a condition',
    policy(allow),
    policy({ ...allow, Condition: { Bool: { 'aws:x': 'true' } } }),
  ],
  ['being there at all', policy(allow), null],
  ['being readable', policy(allow), 'not json'],
])('takes documents that differ by %s for different', (_, a, b) => {
  expect(sameDocument(a, b)).toBe(false);
});

const from = (sid: string | null) => `field of ${sid}`;

it('shows a new document as added lines', () => {
  const diff = diffStatements(null, policy(allow), from);
  expect(diff).toMatchObject({ added: 1, changed: 0, removed: 0, unchangedTotal: 0 });
  expect(diff.statements[0]).toMatchObject({ sid: 'A', from: 'field of A' });
  expect(diff.statements[0]?.lines.every(({ mark }) => mark === '+')).toBe(true);
});

it('shows the one line that a statement changes, and counts the rest', () => {
  const other = { ...allow, Sid: 'B' };
  const narrowed = { ...allow, Resource: 'arn:aws:s3:::app-logs/*' };
  const diff = diffStatements(policy(allow, other), policy(narrowed, other), from);
  expect(diff).toMatchObject({ added: 0, changed: 1, removed: 0, unchangedTotal: 1 });
  const marked = diff.statements[0]?.lines.filter(({ mark }) => mark !== ' ');
  expect(marked).toEqual([
    { mark: '-', text: '  "Resource": "*"' },
    { mark: '+', text: '  "Resource": "arn:aws:s3:::app-logs/*"' },
  ]);
});

it('shows a statement that goes', () => {
  const diff = diffStatements(policy(allow), policy(), from);
  expect(diff).toMatchObject({ removed: 1 });
  expect(diff.statements[0]?.lines.every(({ mark }) => mark === '-')).toBe(true);
});
