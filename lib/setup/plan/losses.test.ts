import { expect, it } from 'vitest';
import type { DeckState, PartyView } from '@/lib/core/views';
import { collectFacts } from '@/lib/iam/facts/world-facts';
import type { PlanGainView } from '../plan-views';
import { gainsOf } from './gains';
import { groupRows } from './group-rows';
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

it('asks 25 people one by one, tells nobody of them twice, and leaves nobody out', () => {
  const askers = Array.from({ length: 25 }, (_, at) => `arn:aws:iam::1:user/u${at}`);
  const trusted = { kind: 'principals' as const, arns: askers };
  const request = {
    partition: 'aws',
    who: null,
    trustingAccountId: '2',
    roleName: 'x',
    guards: [],
    trusted,
    askers,
    description: '',
    sessionSeconds: 3_600,
  };
  const lossesWith = (fallen: string[], known: PlanGainView[]) =>
    lossesOf(
      {
        judge: () => ({ deck: 'denied' }),
        gains: () => gainsOf(request, worlds, 'read logs'),
        judgeAsker: (facts, arn) => ({
          deck: fallen.includes(arn) && facts === worlds.after ? 'denied' : 'works',
        }),
      },
      worlds,
      known,
    );
  const [first = '', second = ''] = askers;
  expect(lossesWith([first], []).map(({ who }) => who.arn)).toEqual([first]);
  const known = [row(first, 'user', 'works', 'denied')];
  expect(lossesWith([first, second], known).map(({ who }) => who.arn)).toEqual([
    first,
    second,
  ]);
  const shown = groupRows(lossesWith(askers, []));
  expect(shown.map(({ count }) => count)).toEqual([25]);
});
