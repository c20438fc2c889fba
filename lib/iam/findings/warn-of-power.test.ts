import { expect, it } from 'vitest';
import { parsePolicy } from '../parse/parse-policy';
import { warnOfPower } from './warn-of-power';

const warned = (Action: unknown, Resource: unknown = '*', more: object = {}) => {
  const Statement = [{ Effect: 'Allow', Action, Resource, ...more }];
  const { statements } = parsePolicy({ Version: '2012-10-17', Statement }, 'identity');
  return warnOfPower(statements).map(({ message }) => message);
};

it.each([
  ['everything', '*', 'administrator access to the whole account'],
  ['everything, written otherwise', '*:*', 'administrator access to the whole account'],
  ['a grant of any policy', 'iam:AttachRolePolicy', 'give itself administrator access'],
  [
    'a pattern that holds one',
    'iam:put*',
    'With iam:PutRolePolicy, iam:PutUserPolicy and iam:PutGroupPolicy on everything',
  ],
  ['passing any role', 'iam:PassRole', 'hand the most powerful role'],
  ['keys of any user', 'iam:CreateAccessKey', 'sign in as any user'],
  ['opening any bucket', 's3:*', 'With s3:PutBucketPolicy on everything'],
])('warns of %s', (_, action, words) => {
  expect(warned(action).join(' ')).toContain(words);
});

it('warns of everything but a few actions', () => {
  const Statement = { Effect: 'Allow', NotAction: 'ec2:*', Resource: '*' };
  const { statements } = parsePolicy({ Statement }, 'identity');
  expect(warnOfPower(statements)).toHaveLength(1);
});

it.each([
  ['reading', 's3:Get*', '*', {}],
  ['passing one role', 'iam:PassRole', 'arn:aws:iam::111122223333:role/app', {}],
  ['a denial', '*', '*', { Effect: 'Deny' }],
])('says nothing of %s', (_, action, resource, more) => {
  expect(warned(action, resource, more)).toEqual([]);
});
