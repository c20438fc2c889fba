import { SaidText } from '@/components/ui/said-text';
import type { Severity } from '@/lib/iam/findings/catalogue';
import { SeverityBadge } from './severity-badge';

type FindingHeadProps = {
  finding: { severity: Severity; sentence: string; why: string };
  /** A heading where the finding is an article of its own. */
  as: 'h3' | 'p';
};

/** How grave a finding is, what it says, and why that matters. */
export function FindingHead({ finding, as: Sentence }: FindingHeadProps) {
  const { severity, sentence, why } = finding;
  return (
    <>
      <div className="flex items-baseline gap-x-3 gap-y-1 max-md:flex-col">
        <SeverityBadge severity={severity} />
        <Sentence className="min-w-0 font-strong max-w-[72ch] text-pretty wrap-anywhere">
          <SaidText text={sentence} />
        </Sentence>
      </div>
      <p className="max-w-[72ch] text-pretty wrap-anywhere">
        <SaidText text={why} />
      </p>
    </>
  );
}
