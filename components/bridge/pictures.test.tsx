import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { BridgeView, DeckState, LockView } from '@/lib/core/views';
import { ApplyStepper } from './apply-stepper';
import { BridgeDiagram } from './bridge-diagram';
import { Deck } from './deck';
import { PolicyDiff } from './policy-diff';
import { RowGlyph } from './row-glyph';
import { ThreeLocks } from './three-locks';

const locks: LockView[] = [
  { number: 1, label: 'role policy', state: 'open', sentence: 'It allows the call.' },
  { number: 2, label: 'bucket policy', state: 'conditional', sentence: 'With MFA.' },
  { number: 3, label: 'key policy', state: 'closed', sentence: 'The key says no.' },
];

const bridge: BridgeView = {
  left: {
    shape: 'trusted',
    title: 'ci-deploy',
    subtitle: 'Tooling',
    accountId: '111122223333',
    isProduction: false,
  },
  right: {
    shape: 'trusting',
    title: 'app-logs',
    subtitle: 'Data',
    accountId: '444455556666',
    isProduction: true,
  },
  deck: 'denied',
  label: 'x-log-writer, 1 h',
  locks,
  sentence: 'ci-deploy cannot write to app-logs yet: the key says no.',
};

/** What a screen reader is given: the markup without tags and without what is hidden from it. */
function heard(markup: string): string {
  return markup
    .replace(/<svg[^>]*aria-hidden="true".*?<\/svg>/gs, ' ')
    .replace(/<span[^>]*aria-hidden="true"[^>]*>[^<]*<\/span>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replace(/\s+/g, ' ')
    .trim();
}

const count = (markup: string, pattern: RegExp) => [...markup.matchAll(pattern)].length;

describe('a deck', () => {
  it.each([
    ['works', 'works', 2],
    ['conditional', 'works only if a condition holds', 1],
    ['denied', 'does not work', 4],
    ['untested', 'not tested', 1],
  ] as const)(
    'that is %s says "%s" and is drawn with %i lines',
    (state, words, lines) => {
      const markup = renderToStaticMarkup(<Deck state={state} />);
      expect(heard(markup)).toBe(words);
      const flat = markup
        .split('deck-upright')
        .map((part) => part.split('deck-flat')[1] ?? '');
      expect(flat.reduce((sum, part) => sum + count(part, /<line/g), 0)).toBe(lines);
    },
  );

  it('shows the cut only when it is denied', () => {
    const cut = (state: DeckState) =>
      renderToStaticMarkup(<Deck state={state} />).includes('deck-cut');
    expect(cut('denied')).toBe(true);
    expect([cut('works'), cut('conditional'), cut('untested')]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('never scales its strokes: no drawing of it has a viewBox', () => {
    expect(renderToStaticMarkup(<Deck state="denied" />)).not.toContain('viewBox');
  });
});

describe('a bridge', () => {
  it('4.1: carries its sentence, its banks, its deck and its locks as text', () => {
    const text = heard(renderToStaticMarkup(<BridgeDiagram bridge={bridge} />));
    expect(text).toContain(bridge.sentence);
    expect(text).toContain('ci-deploy Tooling');
    expect(text).toContain('app-logs Data (production)');
    expect(text).toContain('Deck: does not work.');
    expect(text).toContain('Lock 3, key policy: says no');
  });

  it('keeps the sentence for screen readers when the picture hides it', () => {
    const markup = renderToStaticMarkup(
      <BridgeDiagram bridge={bridge} sentence="hidden" />,
    );
    expect(heard(markup)).toContain(bridge.sentence);
  });

  it('reads a changing sentence aloud only when asked to', () => {
    const live = renderToStaticMarkup(<BridgeDiagram bridge={bridge} isLive />);
    const still = renderToStaticMarkup(<BridgeDiagram bridge={bridge} />);
    expect(live).toContain('aria-live="polite"');
    expect(still).not.toContain('aria-live');
  });

  it('offers banks and locks as buttons when they lead somewhere', () => {
    const markup = renderToStaticMarkup(
      <BridgeDiagram bridge={bridge} onPartPress={() => undefined} />,
    );
    expect(count(markup, /<button/g)).toBe(5);
    expect(markup).toContain('aria-label="Lock 1, role policy: agrees"');
  });
});

it('lists each lock with its number, name, word and sentence', () => {
  const text = heard(renderToStaticMarkup(<ThreeLocks locks={locks} />));
  expect(text).toContain('1 role policy agrees It allows the call.');
  expect(text).toContain('2 bucket policy agrees, if With MFA.');
  expect(text).toContain('3 key policy says no The key says no.');
});

it('says the state of a row that shows only a glyph', () => {
  const markup = renderToStaticMarkup(<RowGlyph left="outside" state="conditional" />);
  expect(heard(markup)).toBe('works only if a condition holds');
});

it('writes the marks of a diff as text and names the field each statement comes from', () => {
  const markup = renderToStaticMarkup(
    <PolicyDiff
      statements={[
        {
          sid: 'WriteLogs',
          from: 'Under',
          lines: [
            { mark: '-', text: 'old' },
            { mark: '+', text: 'new' },
          ],
        },
      ]}
      unchangedCount={2}
    />,
  );
  expect(heard(markup)).toBe(
    'WriteLogs from: Under − old + new 2 statements stay as they are.',
  );
  expect(markup).toMatch(/<del[^>]*>.*old.*<\/del>/);
  expect(markup).toMatch(/<ins[^>]*>.*new.*<\/ins>/);
});

it('puts the cause and the ways out at the step where a run stopped', () => {
  const step = {
    accountId: null,
    accountName: null,
    operation: 'PutKeyPolicy',
    at: null,
    detail: null,
  };
  const markup = renderToStaticMarkup(
    <ApplyStepper
      cause="It lacks one permission."
      actions="Retry"
      steps={[
        { ...step, number: 1, title: 'Role made', state: 'done' },
        { ...step, number: 2, title: 'Key policy not written', state: 'stopped' },
        { ...step, number: 3, title: 'Test', state: 'waiting' },
      ]}
    />,
  );
  const stopped = markup.slice(
    markup.indexOf('data-state="stopped"'),
    markup.indexOf('data-state="waiting"'),
  );
  expect(heard(stopped)).toContain('It lacks one permission. Retry');
  expect(count(markup, /It lacks one permission/g)).toBe(1);
  expect(heard(markup)).toContain('Test , waiting');
});

it('tells statements of one name in two documents apart', () => {
  const lines = [{ mark: '+', text: 'new' }] as const;
  const markup = renderToStaticMarkup(
    <PolicyDiff
      statements={[{ sid: 'Same', from: '', lines: [...lines] }]}
      of="policy on ci"
    />,
  );
  expect(markup).toContain('aria-label="Same, policy on ci"');
});
