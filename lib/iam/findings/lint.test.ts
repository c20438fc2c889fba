import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makeEstate } from '@/bench/estate/make-estate';
import { worldOfEstate } from '@/bench/estate/world-of-estate';
import { collectFacts } from '../facts/world-facts';
import { lint } from './lint';

/**
 * How many findings there are, and a short digest of all they say, fixes included. A rule or
 * a sentence that is changed on purpose changes it; a faster way to the same does not.
 */
function findingsIn(options: Parameters<typeof makeEstate>[0]): string {
  const findings = lint(collectFacts(worldOfEstate(makeEstate(options))));
  const digest = createHash('sha256').update(JSON.stringify(findings)).digest('hex');
  return `${findings.length} ${digest.slice(0, 16)}`;
}

const SMALL = { accounts: 4, rolesPerAccount: 8, usersPerAccount: 2, oddities: 1 };

it.each([
  [1, '69 a4196dbb44d75f38'],
  [2, '73 ad1d9cec19fa99a4'],
  [3, '69 22555042d73ab557'],
  [4, '61 01a09849239fe725'],
  [5, '72 29bf10c47f06aa89'],
  [6, '62 b3e1ff6ca3ecf92f'],
  [7, '61 f8765c989d9fcf01'],
  [8, '81 659c399f5c660c29'],
  [9, '73 6233a776c755ec0d'],
  [10, '66 f123143c83cf410c'],
])('finds the same in the estate of hard things number %i', (seed, expected) => {
  expect(findingsIn({ ...SMALL, seed })).toBe(expected);
});

it('finds the same in an estate like those of large organizations', () => {
  expect(findingsIn({ accounts: 10, rolesPerAccount: 20, seed: 1 })).toBe(
    '122 241431286798f023',
  );
});
