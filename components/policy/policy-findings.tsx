import { Button } from '@/components/ui/button';
import { type Tone, ToneMark } from '@/components/ui/tone';
import type { PolicyFinding, TextFix } from '@/lib/setup/policy/policy-check';
import { sayFindings } from './say-findings';

const LOOKS: Record<PolicyFinding['severity'], { tone: Tone; word: string }> = {
  error: { tone: 'danger', word: 'Problem' },
  warning: { tone: 'warn', word: 'Warning' },
  info: { tone: 'info', word: 'Note' },
};

type PolicyFindingsProps = {
  /** The label of the policy: a page can hold several. */
  of: string;
  findings: PolicyFinding[];
  onGo: (finding: PolicyFinding) => void;
  onFix: (fix: TextFix) => void;
};

/** What was found in a policy, each with a way to its line. */
export function PolicyFindings({ of, findings, onGo, onFix }: PolicyFindingsProps) {
  return (
    <section aria-label={`Findings in ${of}`} className="grid gap-2">
      <p role="status" className="text-sm text-muted">
        {sayFindings(findings)}
      </p>
      {findings.length > 0 ? (
        <ol className="grid gap-2">
          {findings.map((finding) => (
            <li
              key={`${finding.at} ${finding.message}`}
              className="grid grid-cols-[auto_minmax(0,1fr)] gap-2 text-sm"
            >
              <ToneMark tone={LOOKS[finding.severity].tone} />
              <FindingText finding={finding} onGo={onGo} onFix={onFix} />
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}

function FindingText({
  finding,
  onGo,
  onFix,
}: Omit<PolicyFindingsProps, 'of' | 'findings'> & { finding: PolicyFinding }) {
  const { severity, line, message, why, fix } = finding;
  return (
    <div className="grid justify-items-start gap-1 break-words">
      <p>
        <span className="sr-only">{LOOKS[severity].word}: </span>
        {message}
        {why ? <span className="text-muted"> {why}</span> : null}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onPress={() => onGo(finding)}>
          Go to line {line}
        </Button>
        {fix ? (
          <Button size="small" onPress={() => onFix(fix)}>
            {fix.label}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
