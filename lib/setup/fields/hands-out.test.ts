import { expect, it } from 'vitest';
import { handsOutAs } from './hands-out';

const iam = (name: string) => `arn:aws:iam::111122223333:${name}`;

it('hands nothing out as root, which can take no role', () => {
  expect(handsOutAs(iam('root'))).toMatchObject({
    state: 'wrong',
    message: expect.stringContaining('signs in as root'),
  });
});

it.each([
  ['role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef', true],
  ['role/AWSReservedSSO_Admin_0123456789abcdef', true],
  ['role/drawbridge/drawbridge-hub-broker', false],
  ['user/console', false],
])('as %s it warns of whoever else signs in so: %s', (name, isWarned) => {
  const field = handsOutAs(iam(name));
  expect(field).toMatchObject({ state: 'right', value: iam(name) });
  expect('warning' in field && field.warning !== null).toBe(isWarned);
});
