import Link from 'next/link';
import type { ReactNode } from 'react';
import { PolicyDiff } from '@/components/bridge/policy-diff';
import { ProofCode } from '@/components/bridge/proof-code';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Time } from '@/components/ui/time';
import { planPath } from '@/lib/core/links';
import type { TrustVersionView } from '@/lib/inventory/role-schema';
import { codeLinesOf } from './code-lines-of';
import { countOf } from './say-crossing';

export type TrustVersionProps = {
  version: TrustVersionView;
  isNow: boolean;
  /** What puts it back; null where nobody here may, or it stands. */
  restore: ReactNode;
};

/** One version of a trust policy: when it was seen, what it changed, and the whole of it. */
export function TrustVersion({ version, isNow, restore }: TrustVersionProps) {
  const name = `Version ${version.number}`;
  return (
    <section aria-label={name} className="card grid gap-3 px-6 pt-4 pb-5 max-md:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2>{name}</h2>
        {isNow ? <Badge tone="strong">as last read</Badge> : null}
        <span className="ms-auto">
          <CopyButton text={version.text} what={name} variant="quiet" size="small" />
        </span>
      </div>
      <Seen version={version} />
      <Change version={version} />
      {restore}
      <details>
        <summary className="min-h-6 cursor-pointer font-strong">The whole policy</summary>
        <ProofCode look="aside" lines={codeLinesOf(version.text)} />
      </details>
    </section>
  );
}

function Seen({ version }: { version: TrustVersionView }) {
  const { seenFrom, seenTo, readingsTotal, wasAway, plan } = version;
  return (
    <p className="max-w-[72ch] text-muted text-pretty">
      {readingsTotal > 1 ? (
        <>
          Seen from <Time at={seenFrom} /> to <Time at={seenTo} />, in{' '}
          {countOf(readingsTotal, 'reading')}.
        </>
      ) : (
        <>
          Seen in one reading, <Time at={seenFrom} />.
        </>
      )}
      {wasAway ? ' The role was not there in the reading before.' : null}
      {plan ? (
        <>
          {' '}
          Written by the plan{' '}
          <Link href={planPath(plan.id)} className="text-link">
            {plan.title}
          </Link>
          .
        </>
      ) : null}
    </p>
  );
}

function Change({ version: { change } }: { version: TrustVersionView }) {
  if (!change) return <p>The oldest version in these readings.</p>;
  if (change.statements.length === 0)
    return <p>Its statements are those of the version before.</p>;
  return (
    <PolicyDiff statements={change.statements} unchangedCount={change.unchangedTotal} />
  );
}
