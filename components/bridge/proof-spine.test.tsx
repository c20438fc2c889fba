import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { ProofNodeView } from '@/lib/core/views';
import { ProofSpine } from './proof-spine';

const text = (markup: string) => markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const count = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].length;

const node = (id: string, verdict: ProofNodeView['verdict']): ProofNodeView => ({
  id,
  title: `Policy ${id}`,
  verdict,
  sentence: `Sentence ${id}.`,
  where: null,
  lines: [],
});
const marks = (markup: string) =>
  [...markup.matchAll(/proof-node" data-look="(\w+)"/g)].map(([, look]) => look);

it('a proof gives no green tick to what nobody read and what does not apply', () => {
  const markup = renderToStaticMarkup(
    <ProofSpine
      deck="works"
      nodes={[
        node('1', 'allows'),
        node('2', 'not-read'),
        node('3', 'not-applicable'),
        node('4', 'silent'),
      ]}
    />,
  );
  expect(marks(markup)).toEqual(['ok', 'unread', 'aside', 'silent']);
  expect(text(markup)).toContain('Policy 2 not ours to read');
  expect(text(markup)).toContain('Policy 3 does not apply');
});

it('a denied proof breaks the spine once, after the policy that denies', () => {
  const markup = renderToStaticMarkup(
    <ProofSpine
      deck="denied"
      nodes={[node('1', 'silent'), node('2', 'denies'), node('3', 'allows')]}
    />,
  );
  expect(count(markup, /deck-cut/g)).toBe(1);
  expect(marks(markup)).toEqual(['silent', 'no', 'ok']);
});

it('a denied proof breaks after the silent policy when nothing denies', () => {
  const markup = renderToStaticMarkup(
    <ProofSpine deck="denied" nodes={[node('1', 'allows'), node('2', 'silent')]} />,
  );
  expect(marks(markup)).toEqual(['ok', 'no']);
});

it('a proof shows real line numbers, marks the lines that decided and shows where some are left out', () => {
  const lines = [
    { number: 4, text: '"Effect": "Allow",', isMatch: false },
    { number: 9, text: '"Action": "sts:AssumeRole"', isMatch: true },
  ];
  const markup = renderToStaticMarkup(
    <ProofSpine deck="works" nodes={[{ ...node('1', 'allows'), lines }]} />,
  );
  expect(markup).toContain('<mark class="proof-line" data-line="9">');
  expect(markup).toContain('<span class="proof-line" data-line="4">');
  expect(count(markup, /proof-gap/g)).toBe(1);
  expect(text(markup)).toContain('line 9');
});
