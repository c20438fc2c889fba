import { expect, it } from 'vitest';
import type { AccountRow } from '@/lib/inventory/schema';
import { countHealth, groupByOu } from './group-accounts';

const account = (
  name: string,
  ouPath: string,
  health: AccountRow['health'] = 'ok',
): AccountRow => ({ name, ouPath, health }) as AccountRow;

it('puts accounts under their unit, by name', () => {
  const groups = groupByOu([
    account('Prod', 'Root/Workloads'),
    account('Tooling', 'Root/Platform'),
    account('Data', 'Root/Workloads'),
    account('Management', 'Root'),
  ]);
  expect(
    groups.map(({ title, accounts }) => [title, accounts.map((a) => a.name)]),
  ).toEqual([
    ['Outside any unit', ['Management']],
    ['Platform', ['Tooling']],
    ['Workloads', ['Data', 'Prod']],
  ]);
});

it('counts the healths there are, and the healthy ones even when there are none', () => {
  const counts = countHealth([
    account('A', '', 'failing'),
    account('B', '', 'failing'),
    account('C', '', 'never-read'),
  ]);
  expect(counts.map(({ count, words }) => `${count} ${words}`)).toEqual([
    '0 healthy',
    '2 not readable',
    '1 not read yet',
  ]);
});
