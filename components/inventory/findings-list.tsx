import { FindingHead } from '@/components/policy/finding-head';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { SaidText } from '@/components/ui/said-text';
import type { FindingView, RoleDetailView } from '@/lib/inventory/role-schema';
import { countOf } from './say-crossing';

/** Where a policy stands on the page. */
export const policyAnchor = (index: number): string => `policy-${index + 1}`;

/** What in the role's policies to look at: why it matters, where it stands and how to mend it. */
export function FindingsList({ role }: { role: RoleDetailView }) {
  const { findings } = role;
  if (findings.length === 0) return <NoFindings role={role} />;
  return (
    <section aria-labelledby="findings" className="card px-6 pt-4 pb-2 max-md:px-4">
      <h2 id="findings">{countOf(findings.length, 'finding')}</h2>
      <ol className="mt-2">
        {findings.map((finding) => (
          <li key={finding.id} className="border-t border-hairline py-4">
            <FindingItem finding={finding} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function NoFindings({ role }: { role: RoleDetailView }) {
  const isAws = role.path.startsWith('/aws-service-role/');
  return (
    <section aria-labelledby="findings" className="card px-6 py-4 max-md:px-4">
      <h2 id="findings">No findings</h2>
      <p className="mt-1 max-w-[72ch] text-muted text-pretty">
        {isAws
          ? 'AWS owns this role and its policies, so they are not looked at.'
          : 'Nothing in the policies that were read stands out: nobody is let in by mistake, and every condition does what it says.'}
      </p>
    </section>
  );
}

function FindingItem({ finding }: { finding: FindingView }) {
  return (
    <article className="grid gap-1.5">
      <FindingHead finding={finding} as="h3" />
      <FindingPlace finding={finding} />
      {finding.fix ? (
        <FindingFix fix={finding.fix} policyName={finding.policyName} />
      ) : null}
    </article>
  );
}

function FindingPlace({ finding }: { finding: FindingView }) {
  const { policyIndex, policyName, where } = finding;
  return (
    <p className="text-sm text-muted wrap-anywhere">
      In{' '}
      {policyIndex === null ? (
        policyName
      ) : (
        <a className="text-link" href={`#${policyAnchor(policyIndex)}`}>
          {policyName}
        </a>
      )}
      , {where ?? 'the document as a whole'}
    </p>
  );
}

type FindingFixProps = { fix: NonNullable<FindingView['fix']>; policyName: string };

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function FindingFix({ fix, policyName }: FindingFixProps) {
  const name =
    policyName === 'trust policy' ? 'the trust policy' : `policy ${policyName}`;
  return (
    <div className="mt-1 grid gap-1.5 border-s-2 border-control ps-4">
      <p className="max-w-[72ch] text-pretty wrap-anywhere">
        <span className="font-strong">Fix.</span> <SaidText text={fix.note} />
      </p>
      <details>
        <summary className="min-h-6 cursor-pointer font-strong">
          {capital(name)} as it should stand
        </summary>
        <div className="mt-2 grid gap-2">
          <CodeBlock>{fix.text}</CodeBlock>
          <div>
            <CopyButton text={fix.text} what={capital(name)} size="small" />
          </div>
        </div>
      </details>
    </div>
  );
}
