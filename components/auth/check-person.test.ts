import { expect, it } from 'vitest';
import { codeOfHash, problemsOfPerson } from './check-person';

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
  ['#AbC-12_3', 'AbC-12_3'],
  ['#', null],
  ['', null],
])('reads the code of a link that ends with %j', (hash, code) => {
  expect(codeOfHash(hash)).toBe(code);
});
