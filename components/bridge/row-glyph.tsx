import type { DeckState, PartyShape } from '@/lib/core/views';
import { deckWords } from './deck-words';

export type RowGlyphProps = {
  left: PartyShape;
  state: DeckState;
  isProduction?: boolean | undefined;
  isSilent?: boolean | undefined;
};

const lines: Record<DeckState, string> = {
  works: 'M15 7.5H62M15 12.5H62',
  conditional: 'M17 10H62',
  denied: 'M15 7.5H31.5M15 12.5H31.5M45.5 7.5H62M45.5 12.5H62',
  untested: 'M19 10H62',
};

const strokes: Record<DeckState, React.SVGProps<SVGPathElement>> = {
  works: { strokeWidth: 2 },
  conditional: { strokeWidth: 2.5, strokeDasharray: '7 4.5' },
  denied: { strokeWidth: 2 },
  untested: { strokeWidth: 2.5, strokeDasharray: '0.1 6', strokeLinecap: 'round' },
};

/** A crossing at the size of a table row: who, deck, where it lands. */
export function RowGlyph({ left, state, isProduction, isSilent }: RowGlyphProps) {
  return (
    <>
      <svg
        className="row-glyph"
        width="76"
        height="20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <path d={lines[state]} {...strokes[state]} />
        {state === 'denied' ? (
          <path
            className="stroke-danger"
            d="M33.5 3l3 14M40.5 3l3 14"
            strokeWidth="2.5"
          />
        ) : null}
        <LeftPier shape={left} />
        <rect
          x="63"
          y="4.5"
          width="11"
          height="11"
          rx="1"
          className={
            isProduction ? 'fill-bank-b stroke-bank-b' : 'fill-bank-b-tint stroke-bank-b'
          }
        />
      </svg>
      {isSilent ? null : <span className="sr-only">{deckWords[state]}</span>}
    </>
  );
}

function LeftPier({ shape }: { shape: PartyShape }) {
  if (shape === 'outside') {
    return <path className="fill-surface" d="M8 3.5l6.5 6.5L8 16.5 1.5 10z" />;
  }
  if (shape === 'trusting') {
    return (
      <rect
        x="2.5"
        y="4.5"
        width="11"
        height="11"
        rx="1"
        className="fill-bank-b-tint stroke-bank-b"
      />
    );
  }
  return <circle cx="8" cy="10" r="5.5" className="fill-bank-a-tint stroke-bank-a" />;
}
