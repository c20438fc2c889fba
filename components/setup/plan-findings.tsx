import { FindingHead } from '@/components/policy/finding-head';
import type { PlanFindingView, PlanView } from '@/lib/setup/plan-views';

/** What the plan brings to look at, and what it mends; nothing where it does neither. */
export function PlanFindings({
  plan: { findings },
}: {
  plan: Pick<PlanView, 'findings'>;
}) {
  const { added, closed } = findings;
  if (added.length + closed.length === 0) return null;
  return (
    <section aria-labelledby="plan-findings" className="card px-6 pt-5 pb-2 max-md:px-4">
      <h2 id="plan-findings" className="text-lg">
        Findings
      </h2>
      <p className="text-muted">
        Of what the plan touches, by the latest reading of its accounts.
      </p>
      <Turned heading="Added by this plan" findings={added} />
      <Turned heading="Closed by this plan" findings={closed} />
    </section>
  );
}

type TurnedProps = { heading: string; findings: readonly PlanFindingView[] };

function Turned({ heading, findings }: TurnedProps) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3 className="mt-4 font-strong">
        {heading}: {findings.length}
      </h3>
      <ul className="mt-2">
        {findings.map((finding) => (
          <li
            key={`${finding.place} ${finding.sentence}`}
            className="grid gap-1.5 border-t border-hairline py-4"
          >
            <FindingHead finding={finding} as="p" />
            <p className="text-sm text-muted wrap-anywhere">In {finding.place}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
