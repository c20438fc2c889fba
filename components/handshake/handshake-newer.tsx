import { SmallBridge } from '@/components/frame/small-bridge';

/** A later link asks for a change of this half, and shows all that there is to run. */
export const HandshakeNewer = () => (
  <div className="card grid justify-items-center gap-3 p-6 text-center" role="status">
    <SmallBridge state="untested" />
    <h1>There is a newer link</h1>
    <p className="text-muted text-pretty wrap-anywhere">
      The other side asks for a change of this access. Run nothing from this page: ask
      them for the newer link, which shows what changes in your account.
    </p>
  </div>
);
