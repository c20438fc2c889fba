import { expect, it } from 'vitest';
import type { DeckState, PartyView } from '@/lib/core/views';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import type { PlanGainView } from '../plan-views';
import { lossesOf } from './losses';

const worlds = {
  today: collectFacts({ accounts: {} }),
  after: collectFacts({ accounts: {} }),
  nameOf: (id: string) => id,
};

const row = (
  arn: string,
  kind: PartyView['kind'],
  today: DeckState,
  after: DeckState = 'works',
): PlanGainView => ({
  who: { kind, arn, name: arn, accountId: null, accountName: null, isOutside: false },
  how: 'takes x',
  today,
  after,
  gains: 'read logs',
});

const ROWS = [
  row('runs', 'federated', 'works'),
  row('vendor', 'account', 'denied'),
  row('nobody', 'user', 'denied'),
];

/** A crossing that stands so today and after the change. */
const former = (today: DeckState, after: DeckState, rows = ROWS) => ({
  judge: (facts: object) => ({ deck: facts === worlds.today ? today : after }),
  gains: () => rows,
});

const brief = (rows: PlanGainView[]) =>
  rows.map(({ who, today, after }) => `${who.name} ${today} ${after}`);

it('tells who crossed and no longer does, and nobody who never could', () => {
  expect(brief(lossesOf(former('works', 'denied'), worlds, []))).toEqual([
    'runs works denied',
    'vendor works denied',
  ]);
});

it('tells nobody twice, and nothing where the crossing goes on', () => {
  const known = [row('runs', 'federated', 'conditional')];
  expect(lossesOf(former('works', 'conditional'), worlds, known)).toHaveLength(2);
  expect(lossesOf(former('works', 'works'), worlds, known)).toBe(known);
  expect(lossesOf(former('conditional', 'works'), worlds, [])).toEqual([]);
});

it('tells of one who loses the role, and nothing of those beside them who keep it', () => {
  const [kept, dropped, away] = [
    row('kept', 'user', 'works'),
    row('dropped', 'user', 'works', 'denied'),
    row('away', 'federated', 'works', 'conditional'),
  ];
  const fallen = former('works', 'denied', [kept, dropped, away]);
  expect(brief(lossesOf(fallen, worlds, [dropped]))).toEqual([
    'dropped works denied',
    'away works conditional',
  ]);
  expect(brief(lossesOf(former('works', 'denied', [kept]), worlds, [dropped]))).toEqual([
    'dropped works denied',
  ]);
});

it('tells of one who loses beside another who is denied today already', () => {
  const [never, fallen, kept] = [
    row('never', 'user', 'denied', 'denied'),
    row('fallen', 'user', 'works', 'denied'),
    row('kept', 'user', 'works'),
  ];
  const among = former('denied', 'denied', [never, fallen, kept]);
  expect(brief(lossesOf(among, worlds, []))).toEqual(['fallen works denied']);
  const role = [row('never', 'user', 'denied', 'denied'), row('bucket', 'user', 'works')];
  const judgeAsker = (facts: object, arn: string) =>
    ({ deck: arn === 'bucket' && facts === worlds.today ? 'works' : 'denied' }) as const;
  const ofBucket = { ...former('denied', 'denied', role), judgeAsker };
  expect(brief(lossesOf(ofBucket, worlds, []))).toEqual(['bucket works denied']);
});
