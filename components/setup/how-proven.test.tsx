import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { HowProven } from './how-proven';

const proof = { checks: [], ranAt: '2026-11-24T10:00:00Z', sessionName: 'proof-1' };
const ourHalf = {
  id: 'our-half',
  sentence: 'Our half stands as planned',
  expected: 'works',
  outcome: 'works',
  isAsExpected: true,
  code: 'read',
  durationMs: null,
} as const;

it('tells of real calls only where they were made', () => {
  const called = renderToStaticMarkup(<HowProven proof={proof} isRestore={false} />);
  expect(called).toContain('Real calls with real temporary keys');
  expect(called).toContain('proof-1');
  const confirmed = { name: 'Anna', at: proof.ranAt };
  const said = { ...proof, checks: [ourHalf], confirmed };
  const read = renderToStaticMarkup(<HowProven proof={said} isRestore={false} />);
  expect(read).toContain('Our half was read back');
  expect(read).not.toContain('Real calls');
});
