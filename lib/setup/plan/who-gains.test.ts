import { expect, it } from 'vitest';
import type { DeckState } from '@/lib/core/views';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import { buildIndex } from '@/lib/iam/index/estate-index';
import { CI, DATA, readings } from '../fakes/inventory';
import type { PlanGainView } from '../plan-views';
import { groupRows } from './group-rows';
import { partyOf } from './turns';
import { type GainAsked, whoGains } from './who-gains';

const roleArn = `arn:aws:iam::${DATA}:role/Data-Reader`;
const nameOf = (id: string) => id;
const WORKS = () => 'works' as const;
const [today, after] = [readings(), readings()].map((accounts) => ({
  facts: collectFacts({ accounts }),
  estate: buildIndex({ accounts }),
})) as [World, World];
type World = {
  facts: ReturnType<typeof collectFacts>;
  estate: ReturnType<typeof buildIndex>;
};

const named = (was: DeckState, is: DeckState): PlanGainView => ({
  who: partyOf(CI, nameOf),
  how: 'becomes Data-Reader',
  today: was,
  after: is,
  gains: 'read logs',
});

function gains(row: PlanGainView, more: Partial<GainAsked> = {}) {
  const asked = { roleArn, isAsItself: false, guards: [], deed: 'read logs' };
  return whoGains(
    { ...asked, named: [row], use: () => 'works', ...more },
    { today: today.facts, after: after.facts, nameOf },
    { today: today.estate, after: after.estate },
  );
}

it.each([
  ['works', 'works'],
  ['works', 'conditional'],
  ['conditional', 'denied'],
] as const)('lists nobody who goes from %s to %s', (was, is) => {
  expect(gains(named(was, is)).rows).toEqual([]);
});

it('lists who could take the role before, where the role may do more from now on', () => {
  const use = (facts: World['facts']) => (facts === today.facts ? 'denied' : 'works');
  expect(gains(named('works', 'works'), { use }).rows).toMatchObject([
    { who: { name: 'ci-deploy' }, today: 'denied', after: 'works' },
  ]);
});

it('lists who may take the role by the plan where something denies a part, and says so', () => {
  const { rows, unknown } = gains(named('denied', 'works'), { use: () => 'denied' });
  expect(rows).toMatchObject([{ today: 'denied', after: 'works' }]);
  expect(unknown).toEqual([
    'A part of it is denied even then. What is left of it is gained by whoever can become Data-Reader.',
  ]);
});

it('lists a service of AWS that the role trusts from now on', () => {
  const accounts = readings();
  const [role] = accounts[DATA]?.RoleDetailList ?? [];
  const lambda = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };
  if (role)
    role.AssumeRolePolicyDocument = {
      Version: '2012-10-17',
      Statement: [lambda],
    } as never;
  const asked = { roleArn, guards: [], named: [], deed: 'read logs', use: WORKS };
  const worlds = { today: today.facts, after: collectFacts({ accounts }), nameOf };
  const estates = { today: today.estate, after: buildIndex({ accounts }) };
  const rowsOf = (isAsItself: boolean) =>
    whoGains({ ...asked, isAsItself }, worlds, estates).rows;
  expect(rowsOf(false)).toMatchObject([
    {
      who: { kind: 'service', name: 'lambda.amazonaws.com' },
      how: 'becomes Data-Reader',
    },
  ]);
  expect(rowsOf(true)).toEqual([]);
});

it('says so where the account of the role was not read', () => {
  const far = 'arn:aws:iam::999988887777:role/far';
  expect(gains(named('denied', 'works'), { roleArn: far }).unknown).toEqual([
    'The account of far was not read here: who else can become it is not known.',
  ]);
});

it('shows as many as fit a page, by account, and none is lost', () => {
  const rows = Array.from({ length: 3000 }, (_, at): PlanGainView => {
    const accountId = String(100_000_000_000 + (at % 200));
    const arn = `arn:aws:iam::${accountId}:role/r${at}`;
    const row = named('denied', at % 2 === 0 ? 'works' : 'conditional');
    return { ...row, who: partyOf(arn, nameOf), how: `by taking r${at}` };
  });
  const shown = groupRows(rows);
  expect(shown.length).toBeLessThanOrEqual(55);
  expect(shown.reduce((sum, { count = 1 }) => sum + count, 0)).toBe(rows.length);
  expect(shown.at(-1)?.who).toMatchObject({ accountName: 'other accounts' });
});
