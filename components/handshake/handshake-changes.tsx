import { CodeBlock } from '@/components/ui/code-block';
import type { HandshakeView } from '@/lib/setup/handshake/schema';

/** What a half that its owner has run before shall say otherwise, statement by statement. */
export function HandshakeChanges({ view }: { view: HandshakeView }) {
  return (
    <section aria-labelledby="changes" className="card grid min-w-0 gap-4 p-4 sm:p-6">
      <h2 id="changes" className="text-lg">
        What changes in account {view.accountId}
      </h2>
      {view.changes.map(({ title, operation, statements }) => (
        <div key={title} className="grid min-w-0 gap-2">
          <p className="wrap-anywhere">
            {title} <code className="text-muted">{operation}</code>
          </p>
          {statements.map(({ was, willBe }) => (
            <div key={`${was} ${willBe}`} className="grid min-w-0 gap-3 md:grid-cols-2">
              <Side label="Was" text={was} />
              <Side label="Will be" text={willBe} />
            </div>
          ))}
        </div>
      ))}
      <p className="text-muted">Statements that are not shown stay as they are.</p>
    </section>
  );
}

const Side = ({ label, text }: { label: string; text: string }) => (
  <div className="grid min-w-0 content-start gap-1">
    <p className="text-sm text-muted">{label}</p>
    {text === '' ? <p>Nothing</p> : <CodeBlock>{text}</CodeBlock>}
  </div>
);
