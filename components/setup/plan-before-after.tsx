import { BridgeDiagram } from '@/components/bridge/bridge-diagram';
import type { BridgeView } from '@/lib/core/views';
import type { PlanView } from '@/lib/setup/plan-views';

export function PlanBeforeAfter({ plan }: { plan: PlanView }) {
  return (
    <section aria-labelledby="plan-before-after" className="card min-w-0">
      <h2 id="plan-before-after" className="sr-only">
        Before and after
      </h2>
      <div className="grid divide-hairline max-xl:divide-y xl:grid-cols-2 xl:divide-x">
        <Side title="Before" bridge={plan.before} />
        <Side title="After, by evaluation" bridge={plan.after} />
      </div>
      <LockNames bridge={plan.after} />
    </section>
  );
}

function Side({ title, bridge }: { title: string; bridge: BridgeView }) {
  return (
    // However long the sentences are, the two pictures stand on one line.
    <div className="grid min-w-0 grid-rows-[auto_1fr] p-4 sm:p-6 [&_.bridge-figure]:flex [&_.bridge-figure]:flex-col [&_.bridge-figure]:justify-between [&_.bridge-sentence]:mb-4 [&_.bridge-sentence]:text-base [&_.bridge-sentence]:text-muted">
      <h3 className="text-md">{title}</h3>
      <BridgeDiagram bridge={bridge} />
    </div>
  );
}

/** What the numbers on the decks stand for. */
function LockNames({ bridge }: { bridge: BridgeView }) {
  if (bridge.locks.length === 0) return null;
  return (
    <ol className="flex flex-wrap gap-x-6 gap-y-2 border-t border-hairline px-4 py-3 text-sm sm:px-6">
      {bridge.locks.map((lock) => (
        <li key={lock.number} className="inline-flex items-center gap-2">
          <span className="lock" aria-hidden="true">
            {lock.number}
          </span>
          {lock.label}
        </li>
      ))}
    </ol>
  );
}
