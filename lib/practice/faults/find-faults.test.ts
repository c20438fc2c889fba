import { expect, it } from 'vitest';
import { isMeant } from './find-faults';

it.each([
  [undefined, 'iam', true],
  ['*', 'a name\nof two lines', true],
  ['list*', 'ListRoles', true],
  ['List?oles', 'LISTROLES', true],
  ['List', 'ListRoles', false],
  ['List?', 'List', false],
  ['iam:(Get|List).+', 'iam:GetRole', false],
  ['arn:aws:iam::*:role/x.y', 'arn:aws:iam::1:role/xay', false],
  // a pattern that a backtracking search would not end with
  [`${'*a'.repeat(40)}b`, 'a'.repeat(200), false],
])('means by %s the name %j: %s', (pattern, name, isIt) => {
  expect(isMeant(pattern, name)).toBe(isIt);
});
