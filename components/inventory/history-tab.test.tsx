import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { TrustHistoryView, TrustVersionView } from '@/lib/inventory/role-schema';
import { TrustHistory } from './history-tab';

const oldest: TrustVersionView = {
  number: 1,
  text: '{\n  "Version": "2012-10-17"\n}',
  seenFrom: '2026-11-24T09:00:00.000Z',
  seenTo: '2026-11-24T09:00:00.000Z',
  readingsTotal: 1,
  wasAway: false,
  plan: null,
  change: null,
};
const newest: TrustVersionView = {
  ...oldest,
  number: 2,
  seenTo: '2026-11-25T09:00:00.000Z',
  readingsTotal: 2,
  wasAway: true,
  plan: { id: 'p1', title: 'ci-deploy reads logs' },
  change: {
    statements: [{ sid: 'Ci', from: '', lines: [{ mark: '+', text: '"Effect"' }] }],
    unchangedTotal: 1,
  },
};

const wordsOf = (history: Partial<TrustHistoryView>): string =>
  renderToStaticMarkup(
    <TrustHistory
      roleArn="arn:aws:iam::111122223333:role/deploy"
      restore={null}
      history={{ versions: [], readingsTotal: 3, hasEarlier: false, ...history }}
    />,
  )
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

it('tells when each version was seen, which plan wrote it and what it changed', () => {
  const words = wordsOf({ versions: [newest, oldest] });
  expect(words).toContain('2 versions of the trust policy in 3 readings of the account.');
  expect(words).toMatch(
    /Version 2 as last read .* Seen from Tue 24 Nov .* to Wed 25 Nov/,
  );
  expect(words).toContain('in 2 readings. The role was not there in the reading before.');
  expect(words).toContain('Written by the plan ci-deploy reads logs .');
  expect(words).toContain('1 statement stays as it is.');
  expect(words).toMatch(/Version 1 .* Seen in one reading, .* The oldest version/);
  expect(words.match(/as last read/g)).toHaveLength(1);
});

it('says that nothing changed, and that earlier readings were left out', () => {
  const words = wordsOf({ versions: [oldest], readingsTotal: 50, hasEarlier: true });
  expect(words).toContain(
    'The trust policy has not changed in the last 50 readings of the account. Earlier ones were not looked at.',
  );
});

it('claims nothing about changes after one reading', () => {
  const words = wordsOf({ versions: [oldest], readingsTotal: 1 });
  expect(words).toContain('The account was read once so far');
  expect(words).not.toContain('has not changed');
});
