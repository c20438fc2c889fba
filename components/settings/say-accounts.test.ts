import { expect, it } from 'vitest';
import { sayAccounts } from './say-accounts';

const of = (...healths: ('ok' | 'failing' | 'partial' | 'never-read')[]) =>
  healths.map((health) => ({ name: health, health }));

it.each([
  [of(), 'No account is connected yet.'],
  [of('ok'), '1 account, 1 healthy.'],
  [of('ok', 'never-read'), '2 accounts, 1 healthy.'],
  [of('ok', 'failing', 'partial'), '3 accounts, 1 healthy, 2 with something missing:'],
])('sums the accounts up %#', (accounts, sentence) => {
  expect(sayAccounts(accounts)).toBe(sentence);
});
