import { expect, it } from 'vitest';
import type { CapabilityRow } from '@/lib/inventory/role-schema';
import type { CrossingRow } from '@/lib/inventory/schema';
import { lanesOf, reachOf, sayPlaces } from './role-lanes';

const row = (deck: CrossingRow['deck'], accountId: string | null): CrossingRow =>
  ({ deck, who: { accountId, arn: 'arn:aws:iam::999900001111:root' } }) as CrossingRow;
const can = (change: Partial<CapabilityRow>): CapabilityRow =>
  ({
    effect: 'Allow',
    actions: ['s3:GetObject'],
    resources: ['arn:aws:s3:::app-logs/*'],
    ...change,
  }) as CapabilityRow;

it('draws one lane a state, free ones first, and none that nobody takes', () => {
  const who = [row('denied', '1'), row('works', '1'), row('works', '2')];
  expect(lanesOf(who).map(({ words }) => words)).toEqual(['2 freely', '1 stopped']);
});

it('counts the places that askers come from', () => {
  expect(sayPlaces([row('works', '1'), row('works', '1'), row('works', null)])).toBe(
    'from 2 places',
  );
});

it.each([
  [[can({})], '1 action', 'on 1 resource'],
  [[can({ actions: ['*'], resources: ['*'] })], 'Every action', 'on any resource'],
  [[can({ effect: 'Deny' })], 'Nothing', 'no policy allows anything'],
  [
    [can({}), can({ actions: ['s3:PutObject', 's3:GetObject'] })],
    '2 actions',
    'on 1 resource',
  ],
])('says what a role reaches %#', (rows, title, subtitle) => {
  expect(reachOf(rows)).toMatchObject({ title, subtitle });
});
