import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { PlanFindingView } from '@/lib/setup/plan-views';
import { PlanFindings } from './plan-findings';

const finding: PlanFindingView = {
  severity: 'high',
  sentence: 'Account 1 is outside: demand an external ID.',
  why: 'It can be tricked.',
  place: 'trust policy of role x',
};

const show = (added: PlanFindingView[], closed: PlanFindingView[]): string =>
  renderToStaticMarkup(<PlanFindings plan={{ findings: { added, closed } }} />).replace(
    /<[^>]+>/g,
    ' ',
  );

it('tells what a plan adds, with its weight, reason and place', () => {
  const words = show([finding], []);
  for (const part of [finding.sentence, finding.why, finding.place, 'high'])
    expect(words).toContain(part);
  expect(words).not.toContain('Closed');
});

it('tells what a plan closes, and nothing where nothing changes', () => {
  expect(show([], [finding])).toContain('Closed by this plan');
  expect(show([], [])).toBe('');
});
