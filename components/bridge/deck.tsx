import clsx from 'clsx';
import type { DeckState } from '@/lib/core/views';
import { deckWords } from './deck-words';

export type DeckProps = {
  state: DeckState;
  /** Where a denied deck is cut, in percent of its length. */
  cutAt?: number | undefined;
  /** Lets the deck draw itself in once. */
  isDrawn?: boolean | undefined;
  /** Leaves the words out, where a sentence beside it says the same. */
  isSilent?: boolean | undefined;
  className?: string | undefined;
};

/**
 * The line between two banks. Each part is an SVG without a viewBox whose lines end at
 * 100 %, so neither strokes nor gaps ever scale.
 */
export function Deck({ state, cutAt = 50, isDrawn, isSilent, className }: DeckProps) {
  return (
    <span
      className={clsx('deck', isDrawn && 'deck-drawn', className)}
      data-state={state}
      key={state}
    >
      {isSilent ? null : <span className="sr-only">{deckWords[state]}</span>}
      {state === 'denied' ? (
        <>
          <DeckPart state={state} share={cutAt} />
          <DeckCut />
          <DeckPart state={state} share={100 - cutAt} />
        </>
      ) : (
        <DeckPart state={state} share={1} />
      )}
    </span>
  );
}

type DeckPartProps = { state: DeckState; share: number };

function DeckPart({ state, share }: DeckPartProps) {
  const isDouble = state === 'works' || state === 'denied';
  const offsets = isDouble ? [-3, 3] : [0];
  return (
    <span className="deck-part" style={{ flexGrow: share }}>
      <svg className="deck-flat" fill="none" aria-hidden="true">
        {offsets.map((offset) => (
          <g key={offset} transform={`translate(0 ${offset})`}>
            <line className="deck-line" x1="0" y1="50%" x2="100%" y2="50%" />
          </g>
        ))}
      </svg>
      <svg className="deck-upright" fill="none" aria-hidden="true">
        {offsets.map((offset) => (
          <g key={offset} transform={`translate(${offset} 0)`}>
            <line className="deck-line" x1="50%" y1="0" x2="50%" y2="100%" />
          </g>
        ))}
      </svg>
    </span>
  );
}

function DeckCut() {
  return (
    <svg
      className="deck-cut"
      width="20"
      height="22"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.75"
      aria-hidden="true"
    >
      <path d="M4 2l4 18M12 2l4 18" />
    </svg>
  );
}

const legend = [
  ['works', 'works'],
  ['conditional', 'if a condition holds'],
  ['denied', 'denied'],
  ['untested', 'not tested'],
] as const;

export function DeckLegend({ className }: { className?: string | undefined }) {
  return (
    <ul className={clsx('flex flex-wrap gap-x-6 gap-y-2 text-sm', className)}>
      {legend.map(([state, words]) => (
        <li key={state} className="inline-flex items-center gap-2.5">
          <span className="w-12">
            <Deck state={state} isSilent />
          </span>
          {words}
        </li>
      ))}
    </ul>
  );
}
