import { SmallBridge } from '@/components/frame/small-bridge';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeUndo } from './handshake-undo';

/** The other side has changed its own half since, and nothing is asked of this one. */
export function HandshakeKept({ view }: { view: HandshakeView }) {
  return (
    <div className="grid min-w-0 gap-6">
      <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
        <SmallBridge state="untested" />
        <h1>Nothing to do</h1>
        <p className="text-muted text-pretty wrap-anywhere">
          There is a newer version of this access, made by the other side. Nothing is
          asked of you: leave your half as it is.
        </p>
      </div>
      <HandshakeUndo view={view} />
    </div>
  );
}
