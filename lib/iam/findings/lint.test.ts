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
  [1, '69 cc811671c84ec35c'],
  [2, '73 3f6360764ea6a024'],
  [3, '69 8bffc25953c91f95'],
  [4, '61 bb100d87c0dac0b1'],
  [5, '72 4f58ee7e0e8f0c11'],
  [6, '62 5deea15e6d4c25be'],
  [7, '61 683853da7770f816'],
  [8, '81 8157e277883cc88c'],
  [9, '73 8fb7e7d0a83ef1ec'],
  [10, '66 0d867cff4635a730'],
])('finds the same in the estate of hard things number %i', (seed, expected) => {
  expect(findingsIn({ ...SMALL, seed })).toBe(expected);
});

it('finds the same in an estate like those of large organizations', () => {
  expect(findingsIn({ accounts: 10, rolesPerAccount: 20, seed: 1 })).toBe(
    '122 0898185ce668874f',
  );
});
