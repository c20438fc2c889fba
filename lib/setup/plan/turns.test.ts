import { expect, it } from 'vitest';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { DATA, readings } from '../fakes/inventory';
import { groupRows } from './group-rows';
import { turnsOf } from './turns';

const roleArn = `arn:aws:iam::${DATA}:role/x-open`;
const trust = (principal: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: principal }, Action: 'sts:AssumeRole' },
    ],
  });

/** Data with a role of that trust, and so many roles beside it that a trust may name. */
function factsWith(principal: string, others: number) {
  const world = readings();
  const data = world[DATA];
  if (!data) throw new Error('The inventory has no Data.');
  const role = (RoleName: string, document: string) => ({
    Path: '/',
    RoleName,
    RoleId: `AROA${RoleName.toUpperCase()}`,
    Arn: `arn:aws:iam::${DATA}:role/${RoleName}`,
    AssumeRolePolicyDocument: document,
  });
  const crowd = Array.from({ length: others }, (_, at) => role(`r${at}`, trust(DATA)));
  const RoleDetailList = [
    role('x-open', trust(principal)),
    ...crowd,
    ...data.RoleDetailList,
  ];
  return collectFacts({ accounts: { [DATA]: { ...data, RoleDetailList } } });
}

const worldsWith = (others: number) => ({
  today: factsWith(`arn:aws:iam::${DATA}:role/r0`, others),
  after: factsWith(`arn:aws:iam::${DATA}:role/r1`, others),
  nameOf: (id: string) => id,
});

it('tells who gains and who loses, when it has compared everybody', () => {
  const { gains, losses, warning } = turnsOf(roleArn, worldsWith(3));
  expect(gains.map(({ who }) => who.name)).toEqual(['r1']);
  expect(losses.map(({ who }) => who.name)).toEqual(['r0']);
  expect(warning).toBeNull();
});

it('counts who stands how to the role, before and after', () => {
  const after = factsWith(`arn:aws:iam::${DATA}:role/nobody`, 3);
  const { countToday, countAfter } = turnsOf(roleArn, { ...worldsWith(3), after });
  expect([countToday('works'), countAfter('works')]).toEqual([1, 0]);
  expect(countAfter('denied')).toBe(countToday('denied') + 1);
});

it('compares everybody of an estate of 10,000, and tells them in groups', () => {
  const worlds = { ...worldsWith(10_000), after: factsWith('*', 10_000) };
  const { gains, warning } = turnsOf(roleArn, worlds);
  expect(warning).toBeNull();
  expect(gains.length).toBeGreaterThanOrEqual(9_999);
  const shown = groupRows(gains);
  expect(shown.length).toBeLessThanOrEqual(20);
  expect(shown.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(gains.length);
  expect(shown[0]?.who.name).toMatch(/^\d{4,5} roles$/);
});
