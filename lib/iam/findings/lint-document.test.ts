import { expect, it } from 'vitest';
import { lintDocument } from './lint-document';

const policy = (statement: object) => ({ Version: '2012-10-17', Statement: [statement] });
const codesOf = (...given: Parameters<typeof lintDocument>) =>
  lintDocument(...given).map(({ code }) => code);

it.each([
  ['any role', 'assume-any-role', { Action: 'sts:AssumeRole', Resource: '*' }],
  ['everything but some', 'notaction-allow-sts', { NotAction: 's3:*', Resource: '*' }],
] as const)('finds %s in permissions that no role has yet', (_, code, part) => {
  expect(codesOf(policy({ Effect: 'Allow', ...part }), 'identity')).toContain(code);
});

it('calls the role by no name', () => {
  const [finding] = lintDocument(
    policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' }),
    'identity',
  );
  expect(finding?.why).toContain('Whoever is in the role can take every role');
});

it('finds a public trust, and does not guess who exists', () => {
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole' };
  expect(codesOf(policy({ ...trust, Principal: '*' }), 'trust')).toContain(
    'trust-public',
  );
  const AWS = 'arn:aws:iam::111122223333:role/app';
  expect(codesOf(policy({ ...trust, Principal: { AWS } }), 'trust')).toEqual([]);
});

it.each([[null], ['{'], [policy({})], [[]]])('finds nothing in %j', (document) => {
  expect(codesOf(document, 'session')).toEqual([]);
});
