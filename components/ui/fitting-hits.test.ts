import { expect, it } from 'vitest';
import type { SearchHit } from '@/lib/inventory/schema';
import { fittingHits } from './fitting-hits';

const hit = (name: string, accountName: string, accountId: string): SearchHit => {
  const arn = `arn:aws:iam::${accountId}:user/${name}`;
  return { kind: 'user', id: arn, arn, name, accountId, accountName };
};
const lee = hit('lee', 'People', '111122223333');
const jonas = hit('jonas', 'People', '111122223333');
const jonasOfData = hit('jonas', 'Data', '444455556666');
const all = [lee, jonas, jonasOfData];

it('keeps of an earlier answer only what the text still means', () => {
  expect(fittingHits(all, 'jonas')).toEqual([jonas, jonasOfData]);
  expect(fittingHits(all, 'JON  data')).toEqual([jonasOfData]);
  expect(fittingHits(all, '4444')).toEqual([jonasOfData]);
  expect(fittingHits(all, ':user/lee')).toEqual([lee]);
  expect(fittingHits(all, 'nobody')).toEqual([]);
  expect(fittingHits(all, ' ')).toEqual(all);
});
