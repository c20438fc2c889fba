import { expect, it } from 'vitest';
import { readFixture } from './read-fixture';

const guardsOf = (request: object) => readFixture({ view: { request } }).request.guards;

it('takes the guards of a plan as they were stored', () => {
  const guards = [{ name: 'ends', values: ['2026-12-31T00:00:00Z'] }];
  expect(guardsOf({ guards, requireMfa: true })).toEqual(guards);
});

it.each([
  [{ requireMfa: false, externalId: null }, []],
  [{ requireMfa: true, externalId: null }, [{ name: 'mfa', values: [] }]],
  [
    { requireMfa: true, externalId: 'acme-42' },
    [
      { name: 'mfa', values: [] },
      { name: 'externalId', values: ['acme-42'] },
    ],
  ],
])('reads the guards that an earlier version stored in %o', (request, guards) => {
  expect(guardsOf(request)).toEqual(guards);
});
