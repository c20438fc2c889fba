import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import type { SelfTestView } from '@/lib/setup/plan-views';

/** The same calls for a terminal: whoever crosses sees with their own keys that it works. */
export function PlanSelfTest({ test }: { test: SelfTestView | null }) {
  if (!test) return null;
  return (
    <details className="card min-w-0 px-4 py-3 sm:px-6">
      <summary className="min-h-6 cursor-pointer font-strong">
        Try it in a terminal
        <span className="ms-2 text-sm font-normal text-muted">
          with the keys of whoever crosses
        </span>
      </summary>
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">
        {test.notes.map((note) => (
          <p key={note} className="text-muted">
            {note}
          </p>
        ))}
        <CodeBlock>{test.text}</CodeBlock>
        <div>
          <CopyButton text={test.text} what="The commands" size="small" />
        </div>
      </div>
    </details>
  );
}
