import { SmallBridge } from '@/components/frame/small-bridge';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeUndo } from './handshake-undo';

/** Both halves agree: the owner is done. */
export function HandshakeThanks({ view }: { view: HandshakeView }) {
  const isProven = view.state === 'proven';
  return (
    <div className="grid min-w-0 gap-6">
      <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
        <SmallBridge state={isProven ? 'works' : 'untested'} />
        <h1>{isProven ? 'Thank you, it works' : 'Thank you, that is noted'}</h1>
        <p className="text-muted text-pretty wrap-anywhere">
          {view.statement} {sayEnd(view)}
        </p>
      </div>
      <HandshakeUndo view={view} />
    </div>
  );
}

function sayEnd({ state, bucket }: HandshakeView): string {
  if (state === 'confirmed')
    return 'You said that your half is run. Nothing can prove it from the other side.';
  return bucket === null
    ? 'Both halves stand, and the role was taken for real.'
    : 'Both halves stand, and the bucket was used for real.';
}
