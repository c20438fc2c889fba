import { expect, it } from 'vitest';
import { codeOfHash, problemsOfChange, problemsOfPerson } from './check-person';

const maya = {
  name: 'Maya Petrov',
  email: 'maya@example.com',
  password: 'a long and quiet one',
};

it('has nothing against a whole form', () => {
  expect(problemsOfPerson(maya)).toEqual({});
});

it.each([
  [{ name: '  ' }, { name: 'Tell us your name.' }],
  [{ email: 'maya at example' }, { email: 'Expected an e-mail address.' }],
  [
    { password: 'ten chars!' },
    { password: 'A password has at least 12 characters; 2 more.' },
  ],
])('says what is wrong with %j', (change, expected) => {
  expect(problemsOfPerson({ ...maya, ...change })).toEqual(expected);
});

it.each([
  [
    '',
    'a longer and quieter one',
    { currentPassword: 'Type the password that you have.' },
  ],
  [
    maya.password,
    'ten chars!',
    { newPassword: 'A password has at least 12 characters; 2 more.' },
  ],
  [maya.password, maya.password, { newPassword: 'This is the password that you have.' }],
  [maya.password, 'a longer and quieter one', {}],
])('of a change from %j to %j it says %j', (currentPassword, newPassword, expected) => {
  expect(problemsOfChange({ currentPassword, newPassword })).toEqual(expected);
});

it.each([
  ['#AbC-12_3', 'AbC-12_3'],
  ['#', null],
  ['', null],
])('reads the code of a link that ends with %j', (hash, code) => {
  expect(codeOfHash(hash)).toBe(code);
});
