import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { AppRouterContext } from 'next/dist/shared/lib/app-router-context.shared-runtime';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CrossingRow } from '@/lib/inventory/schema';
import { HalfNote } from './half-note';
import type { PlanMend } from './mend-plan';
import { crossingProofQuery } from './queries';

const row = {
  id: 'c1',
  who: { name: 'ci' },
  role: { name: 'deploy' },
  deck: 'denied',
  halves: 'trust-only',
} as CrossingRow; // what the note reads of it

const mends = [
  {
    sentence: 'In Tooling, add this statement to a policy of the caller:',
    statement: '{"Effect":"Allow"}',
    link: { href: '/access/roles/ci?tab=policies', label: 'Open ci' },
  },
];

const mendPlan = { who: 'arn:ci', role: 'arn:deploy', whyNot: null };
const planned: PlanMend = async () => ({ ok: true, value: { planId: 'p1' } });

function drawn(
  of: CrossingRow,
  planMend: PlanMend | null = null,
  more: object = { mendPlan },
): string {
  const client = new QueryClient();
  const answer = { mends, ...more } as never; // the parts that are read
  client.setQueryData(crossingProofQuery(of.id).queryKey, answer);
  return renderToString(
    <AppRouterContext.Provider value={{} as never}>
      <QueryClientProvider client={client}>
        <HalfNote row={of} planMend={planMend} />
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
}

it('3.14: has the missing half at hand: the statement to copy, and the page where it goes', () => {
  const note = drawn(row);
  expect(note).toContain('Only the trust half stands');
  expect(note).toContain('Copy statement');
  expect(note).toContain('href="/access/roles/ci?tab=policies"');
});

it('3.14: one click plans the missing half, for those who may plan', () => {
  expect(drawn(row, planned)).toContain('Plan this mend');
  expect(drawn(row, null)).not.toContain('Plan this mend');
  expect(drawn(row, planned, { mendPlan: null })).not.toContain('Plan this mend');
});

it('says why no plan can add it, in place of the button', () => {
  const whyNot = 'Partner has no connection.';
  const note = drawn(row, planned, { mendPlan: { ...mendPlan, whyNot } });
  expect(note).toContain(whyNot);
  expect(note).not.toContain('Plan this mend');
});

it('says nothing where both halves stand', () => {
  expect(drawn({ ...row, halves: 'both' })).toBe('');
});
