import type { BridgeView, LockView } from '@/lib/core/views';
import { SaidText } from '../ui/said-text';
import { Bank } from './bank';
import { Deck } from './deck';
import { cutAtPercent, deckWords, lockAtPercent, sayLock } from './deck-words';

export type BridgePart = 'left' | 'right' | number;

export type BridgeDiagramProps = {
  bridge: BridgeView;
  /** `compact` for side panels and rows of two; its banks are as wide as their text. */
  size?: 'large' | 'compact' | undefined;
  /** `heading` and `text` show the sentence; `hidden` leaves it to screen readers. */
  sentence?: 'heading' | 'text' | 'hidden' | undefined;
  /** Reads the sentence aloud whenever it changes. */
  isLive?: boolean | undefined;
  /** Makes banks and locks buttons. A number is the number of a lock. */
  onPartPress?: ((part: BridgePart) => void) | undefined;
};

/** Two banks and the deck between them, always with its sentence as a text twin. */
export function BridgeDiagram({
  bridge,
  size = 'large',
  sentence = 'text',
  isLive,
  onPartPress,
}: BridgeDiagramProps) {
  return (
    <figure className="bridge-figure" data-size={size}>
      <figcaption aria-live={isLive ? 'polite' : undefined}>
        <Sentence text={bridge.sentence} look={sentence} />
      </figcaption>
      <div className="bridge">
        <Bank
          bank={bridge.left}
          onPress={onPartPress ? () => onPartPress('left') : undefined}
        />
        <BridgeSpan bridge={bridge} onPartPress={onPartPress} />
        <Bank
          bank={bridge.right}
          onPress={onPartPress ? () => onPartPress('right') : undefined}
        />
      </div>
    </figure>
  );
}

type SentenceProps = { text: string; look: 'heading' | 'text' | 'hidden' };

function Sentence({ text, look }: SentenceProps) {
  const said = <SaidText text={text} />;
  if (look === 'hidden') return <p className="sr-only">{said}</p>;
  if (look === 'heading') return <h2 className="bridge-sentence">{said}</h2>;
  return <p className="bridge-sentence">{said}</p>;
}

type BridgeSpanProps = Pick<BridgeDiagramProps, 'bridge' | 'onPartPress'>;

function BridgeSpan({ bridge, onPartPress }: BridgeSpanProps) {
  const { locks, deck } = bridge;
  return (
    <div className="bridge-span" data-locked={locks.length > 0 || undefined}>
      {bridge.label ? <p className="bridge-label">{bridge.label}</p> : null}
      <div className="bridge-way">
        <span className="sr-only">Deck: {deckWords[deck]}.</span>
        <Deck key={deck} state={deck} cutAt={cutAtPercent(locks)} isDrawn isSilent />
        {locks.length > 0 ? (
          <ol className="bridge-locks">
            {locks.map((lock, index) => (
              <li
                key={lock.number}
                style={{ ['--at' as string]: `${lockAtPercent(index, locks.length)}%` }}
              >
                <Lock lock={lock} onPartPress={onPartPress} />
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </div>
  );
}

type LockProps = Pick<BridgeDiagramProps, 'onPartPress'> & { lock: LockView };

function Lock({ lock, onPartPress }: LockProps) {
  const words = `Lock ${lock.number}, ${lock.label}: ${sayLock(lock)}`;
  if (onPartPress) {
    return (
      <button
        type="button"
        className="lock"
        data-state={lock.state}
        aria-label={words}
        onClick={() => onPartPress(lock.number)}
      >
        {lock.number}
      </button>
    );
  }
  return (
    <span className="lock" data-state={lock.state}>
      <span aria-hidden="true">{lock.number}</span>
      <span className="sr-only">{words}</span>
    </span>
  );
}
