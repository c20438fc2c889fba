import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { FindingView, RoleDetailView } from '@/lib/inventory/role-schema';
import { FindingsList } from './findings-list';

const finding: FindingView = {
  id: 'one',
  severity: 'high',
  sentence: 'Account 1 is outside: demand an external ID.',
  why: 'It can be tricked.',
  policyIndex: 0,
  policyName: 'trust policy',
  where: 'statement 2, lines 9 to 11',
  fix: { note: 'It gets in with an external ID only.', text: '{"Version":"2012-10-17"}' },
};

const show = (findings: FindingView[], path = '/'): string => {
  const role = { path, findings } as Partial<RoleDetailView>;
  // The list reads nothing else of a role.
  return renderToStaticMarkup(<FindingsList role={role as RoleDetailView} />);
};
const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

it('a finding is told with its weight, reason, place and fix', () => {
  const markup = show([finding]);
  const words = text(markup);
  for (const part of [
    finding.sentence,
    finding.why,
    finding.where,
    'high',
    '1 finding',
  ]) {
    expect(words).toContain(part);
  }
  expect(words).toContain('In trust policy , statement 2, lines 9 to 11');
  expect(markup).toContain('href="#policy-1"');
  expect(markup).toMatch(/<details>.*<summary[^>]*>The trust policy as it should stand/s);
  expect(words).toContain('2012-10-17');
});

it('a finding that no document mends has nothing to unfold', () => {
  const markup = show([{ ...finding, fix: null, where: null }]);
  expect(markup).not.toContain('<details>');
  expect(text(markup)).toContain('the document as a whole');
});

it('a role without findings says so', () => {
  expect(text(show([]))).toContain('No findings');
  expect(text(show([], '/aws-service-role/x.amazonaws.com/'))).toContain(
    'AWS owns this role',
  );
});
