import { SmallBridge } from '@/components/frame/small-bridge';
import type { HandshakeView } from '@/lib/setup/handshake/schema';
import { HandshakeUndo } from './handshake-undo';

/** The other side's plan has ended, so nothing is asked any more. */
export function HandshakeWithdrawn({ view }: { view: HandshakeView }) {
  return (
    <div className="grid min-w-0 gap-6">
      <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
        <SmallBridge state="denied" />
        <h1>No longer asked for</h1>
        <p className="text-muted text-pretty wrap-anywhere">
          The other side has ended its plan.{' '}
          {view.isChange
            ? 'If you changed your half, you can take the change back.'
            : 'If you created your half, you can remove it.'}
        </p>
      </div>
      <HandshakeUndo view={view} />
    </div>
  );
}
