import type { DeckState } from '@/lib/core/views';
import { Deck } from '../bridge/deck';
import { Glyph } from '../bridge/glyph';

export type SmallBridgeProps = { state: DeckState };

/** A bridge at the size of a note, for pages with nothing on them. */
export function SmallBridge({ state }: SmallBridgeProps) {
  return (
    <span className="flex w-40 items-center" aria-hidden="true">
      <Glyph shape="trusted" size="large" />
      <Deck state={state} isSilent />
      <Glyph shape="trusting" size="large" />
    </span>
  );
}
