'use client';

import { ProofSpine } from '@/components/bridge/proof-spine';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { SaidText } from '@/components/ui/said-text';
import { Time } from '@/components/ui/time';
import type { Diagnosis, ReadView } from '@/lib/inventory/doctor/diagnosis';
import { Mend } from './mend';
import { MendPlan, type PlanMend } from './mend-plan';
import { sayDiagnosis } from './say-diagnosis';

type DiagnosisPanelProps = {
  diagnosis: Diagnosis;
  read: ReadView | null;
  /** Null for those who may make no plan. */
  planMend: PlanMend | null;
};

/** The gate that refused, the proof, and what would mend it. */
export function DiagnosisPanel({ diagnosis, read, planMend }: DiagnosisPanelProps) {
  const { nodes, deck, left, right, refusingId, mends, notCollected } = diagnosis;
  return (
    <article aria-label="Diagnosis" className="grid gap-7">
      <Headline diagnosis={diagnosis} hasEncodedMessage={read?.hasEncodedMessage} />
      <section aria-labelledby="doctor-mend">
        <h2 id="doctor-mend" className="mb-3 text-lg">
          What would mend it
        </h2>
        <ol className="grid gap-5">
          {mends.map((mend) => (
            <li key={JSON.stringify(mend)}>
              <Mend mend={mend} />
            </li>
          ))}
        </ol>
        <MendPlan
          key={JSON.stringify(diagnosis.mendPlan)}
          mend={diagnosis.mendPlan}
          planMend={planMend}
          className="mt-4"
        />
      </section>
      {nodes.length > 0 ? (
        <section aria-labelledby="doctor-proof">
          <h2 id="doctor-proof" className="mb-4 text-lg">
            Every gate on the way
          </h2>
          <ProofSpine
            nodes={nodes}
            deck={deck}
            start={left}
            end={right}
            blockingId={refusingId}
          />
        </section>
      ) : null}
      {notCollected.length > 0 ? <NotCollected items={notCollected} /> : null}
    </article>
  );
}

type HeadlineProps = { diagnosis: Diagnosis; hasEncodedMessage: boolean | undefined };

function Headline({ diagnosis, hasEncodedMessage }: HeadlineProps) {
  const { sentence, comparison, isAsTold, asOf, byWord } = diagnosis;
  return (
    <header>
      <p role="status" className="text-lg font-strong text-balance wrap-anywhere">
        <SaidText text={sentence} />
      </p>
      <p className="mt-2 text-pretty wrap-anywhere">
        {isAsTold ? null : (
          <>
            <Badge tone="warn">Not as AWS says</Badge>{' '}
          </>
        )}
        <SaidText text={comparison} />
      </p>
      {byWord ? (
        <p className="mt-2 text-pretty wrap-anywhere">
          <SaidText text={byWord} />
        </p>
      ) : null}
      {hasEncodedMessage ? (
        <p className="mt-2 text-sm text-muted">
          The encoded part of the message is not needed here; AWS alone can decode it.
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center gap-3 text-sm text-muted">
        <CopyButton text={sayDiagnosis(diagnosis)} what="Diagnosis" size="row">
          Copy as text
        </CopyButton>
        {asOf ? (
          <span>
            As of <Time at={asOf} />
          </span>
        ) : null}
      </div>
    </header>
  );
}

function NotCollected({ items }: { items: readonly string[] }) {
  return (
    <section aria-labelledby="doctor-unread">
      <h2 id="doctor-unread" className="mb-2 text-lg">
        What was not read
      </h2>
      <ul className="list-disc ps-5 text-muted">
        {items.map((item) => (
          <li key={item} className="wrap-anywhere">
            {item}
          </li>
        ))}
      </ul>
    </section>
  );
}
