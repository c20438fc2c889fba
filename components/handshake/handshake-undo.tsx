import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import type { HandshakeView } from '@/lib/setup/handshake/schema';

/** How the owner takes their half back, now or later. */
export function HandshakeUndo({ view }: { view: HandshakeView }) {
  return (
    <section aria-labelledby="undo" className="card grid min-w-0 gap-3 p-4 sm:p-6">
      <h2 id="undo" className="text-lg">
        Take it back
      </h2>
      <p className="text-muted">
        At any time, without asking anybody, in bash. A document that was changed since is
        left as it is.
        {view.isChange
          ? ' This takes back the change alone: your half is then as it was before. To take back all of it, ask the other side to end the access; their page then names the commands.'
          : null}
      </p>
      <div>
        <CopyButton text={view.undo} what="the commands that take it back" size="row" />
      </div>
      <CodeBlock>{view.undo}</CodeBlock>
    </section>
  );
}
