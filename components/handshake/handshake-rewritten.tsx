import { SmallBridge } from '@/components/frame/small-bridge';

/** A newer version writes in this account, where this half was: taking it back would break that. */
export function HandshakeRewritten() {
  return (
    <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
      <SmallBridge state="untested" />
      <h1>Replaced by a newer version</h1>
      <p className="text-muted text-pretty wrap-anywhere">
        A newer version of this access changes what this half wrote in your account, so
        this half is neither to be created nor to be removed any more. Ask the other side
        what stands in your account now.
      </p>
    </div>
  );
}
