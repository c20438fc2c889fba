import { describe, expect, it } from 'vitest';
import type { CrossingRow } from '@/lib/inventory/schema';
import { activeFilters } from './access-filters';
import { countOf, flagsOf, groupByAccount, sayCrossing, shapeOf } from './say-crossing';

const row = (change: Partial<CrossingRow> = {}): CrossingRow => ({
  id: '1',
  who: {
    kind: 'role',
    arn: 'arn:aws:iam::111122223333:role/ci-deploy',
    name: 'ci-deploy',
    accountId: '111122223333',
    accountName: 'Tooling',
    isOutside: false,
  },
  role: {
    arn: 'arn:aws:iam::777788889999:role/deploy',
    name: 'deploy',
    accountId: '777788889999',
    accountName: 'Prod',
    isProduction: true,
  },
  deck: 'works',
  verb: 'can become',
  why: '2 statements allow it, no guard',
  conditionKeys: [],
  halves: 'both',
  isOutside: false,
  lastUsedAt: null,
  ...change,
});

it.each([
  ['works', 'can become'],
  ['conditional', 'can become'],
  ['denied', 'cannot become'],
  ['untested', 'may become'],
] as const)('lets the verb of a row that %s carry its state', (deck, verb) => {
  expect(sayCrossing(row({ deck, why: '' }))).toBe(
    `ci-deploy in Tooling ${verb} deploy in Prod`,
  );
});

it('leaves the account out where there is none', () => {
  const who = { ...row().who, name: 'repo acme/app', accountName: null };
  expect(sayCrossing(row({ who, why: 'if the branch is main' }))).toBe(
    'repo acme/app can become deploy in Prod, if the branch is main',
  );
});

describe('what deserves a second look', () => {
  it('is nothing for a whole crossing inside the company', () => {
    expect(flagsOf(row())).toEqual([]);
  });
  it('is a role nobody ever used when somebody outside may take it', () => {
    expect(flagsOf(row({ isOutside: true }))).toEqual(['outside', 'role never used']);
  });
  it('is a half that stands alone', () => {
    expect(flagsOf(row({ halves: 'trust-only' }))).toEqual([
      'only the trust half stands',
    ]);
  });
});

it('draws outsiders and everyone as a diamond', () => {
  expect(shapeOf(row().who)).toBe('trusted');
  expect(shapeOf({ ...row().who, isOutside: true })).toBe('outside');
  expect(shapeOf({ ...row().who, kind: 'everyone' })).toBe('outside');
});

it('puts rows under the account they land in, in the order they came', () => {
  const data = { ...row().role, accountId: '444455556666', accountName: 'Data' };
  const groups = groupByAccount([row(), row({ role: data }), row()]);
  expect(groups.map(({ accountName, rows }) => [accountName, rows.length])).toEqual([
    ['Prod', 2],
    ['Data', 1],
  ]);
});

it('counts one without an s and thousands with a comma', () => {
  expect([countOf(1, 'crossing'), countOf(1284, 'crossing')]).toEqual([
    '1 crossing',
    '1,284 crossings',
  ]);
});

describe('filters that are set', () => {
  const accounts = [{ id: '777788889999', name: 'Prod' }];
  const none = { q: '', state: 'any', outside: 'any', account: '' } as const;

  it('are none at first', () => {
    expect(activeFilters(none, accounts)).toEqual([]);
  });
  it('are said one by one', () => {
    const filter = {
      q: 'deploy',
      state: 'denied',
      outside: 'yes',
      account: '777788889999',
    } as const;
    expect(activeFilters(filter, accounts).map(({ words }) => words)).toEqual([
      '“deploy”',
      'denied',
      'from outside',
      'into Prod',
    ]);
  });
});
