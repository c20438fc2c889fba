import { describe, expect, it } from 'vitest';
import { EMPTY_FORM, inputOf, problemsOf } from './connect-fields';

const assumed = {
  ...EMPTY_FORM,
  kind: 'assumed' as const,
  accountId: '4444 5555 6666',
  name: 'Data',
  hubAccountId: '111122223333',
  readRoleArn: 'arn:aws:iam::444455556666:role/drawbridge-read',
};

it('reads an account ID with spaces or hyphens', () => {
  expect(inputOf(assumed).accountId).toBe('444455556666');
  expect(inputOf({ ...assumed, accountId: '4444-5555-6666' }).accountId).toBe(
    '444455556666',
  );
});

it('has nothing against a whole form', () => {
  expect(problemsOf(assumed)).toEqual({});
});

describe('says at the field', () => {
  it.each([
    [{ accountId: '1234' }, 'accountId', 'An AWS account ID has 12 digits.'],
    [{ name: ' ' }, 'name', 'Give the account a name.'],
    [
      { hubAccountId: '' },
      'hubAccountId',
      'Choose the account whose connection takes the role.',
    ],
    [
      { readRoleArn: 'drawbridge-read' },
      'readRoleArn',
      'Expected arn:aws:iam::<account>:role/<name>.',
    ],
    [
      { readRoleArn: 'arn:aws:iam::777788889999:role/drawbridge-read' },
      'readRoleArn',
      'This role is in account 777788889999, not in 444455556666.',
    ],
  ])('%j', (change, field, sentence) => {
    expect(problemsOf({ ...assumed, ...change })).toEqual({ [field]: sentence });
  });

  it('that a profile needs its name', () => {
    const form = { ...EMPTY_FORM, accountId: '444455556666', name: 'Data' };
    expect(problemsOf(form)).toEqual({ profile: 'Name a profile of the server.' });
  });
});
