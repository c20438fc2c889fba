import { SmallBridge } from '@/components/frame/small-bridge';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeUndo } from './handshake-undo';

/** Both halves agree: the owner is done. */
export function HandshakeThanks({ view }: { view: HandshakeView }) {
  return (
    <div className="grid min-w-0 gap-6">
      <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
        <SmallBridge state="works" />
        <h1>Thank you, it works</h1>
        <p className="text-muted text-pretty wrap-anywhere">
          {view.statement}{' '}
          {view.bucket === null
            ? 'Both halves stand, and the role was taken for real.'
            : 'Both halves stand, and the bucket was used for real.'}
        </p>
      </div>
      <HandshakeUndo view={view} />
    </div>
  );
}
