import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { CrossingRow } from '@/lib/inventory/schema';
import { HalfNote } from './half-note';
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

function drawn(of: CrossingRow): string {
  const client = new QueryClient();
  client.setQueryData(crossingProofQuery(of.id).queryKey, { mends } as never); // the part that is read
  return renderToString(
    <QueryClientProvider client={client}>
      <HalfNote row={of} />
    </QueryClientProvider>,
  );
}

it('3.14: has the missing half at hand: the statement to copy, and the page where it goes', () => {
  const note = drawn(row);
  expect(note).toContain('Only the trust half stands');
  expect(note).toContain('Copy statement');
  expect(note).toContain('href="/access/roles/ci?tab=policies"');
});

it('says nothing where both halves stand', () => {
  expect(drawn({ ...row, halves: 'both' })).toBe('');
});
