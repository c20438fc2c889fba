import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { PlanGainView, PlanView } from '@/lib/setup/plan-views';
import { PlanGains } from './plan-gains';

const row: PlanGainView = {
  who: {
    kind: 'role',
    arn: 'arn:aws:iam::111122223333:role/ci-deploy',
    name: 'ci-deploy',
    accountId: '111122223333',
    accountName: 'Tooling',
    isOutside: false,
  },
  how: 'by taking jump',
  today: 'denied',
  after: 'works',
  gains: 'read app-logs',
};

function show(gains: PlanGainView[], gainsUnknown: string[] | null): string {
  // Of a plan only these are shown here.
  const plan = { gains, gainsUnknown, losses: [] as PlanGainView[] } as PlanView;
  return renderToStaticMarkup(<PlanGains plan={plan} />).replace(/<[^>]+>/g, ' ');
}

it('says that nobody else gains where everybody was looked at', () => {
  expect(show([row], [])).toContain(
    '1 principal. Nobody else in the accounts that were read gains access.',
  );
  expect(show([], [])).toContain('Nobody gains access that is not there already.');
});

it('says what is not known, and never that nobody else gains', () => {
  const reason = 'jump trusts account 9999 8888 7777, which was not read here.';
  const unknown = [show([row], [reason]), show([], [reason])];
  for (const words of unknown) expect(words).toContain(reason);
  for (const words of [...unknown, show([row], null)]) {
    expect(words).not.toContain('Nobody else');
    expect(words).toContain('thers may');
  }
});
